using Reflector.Server.Deletions;
using Reflector.Server.Meetings;
using Reflector.Server.Recordings;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

/// <summary>What answers in a meeting lead to, whenever they come.</summary>
public sealed class ConsentEnforcementTests(PostgresFixture postgres) : IAsyncLifetime
{
    private DeletionServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await DeletionServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Without_a_refusal_nothing_is_deleted()
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        var id = await _server.TranscriptAsync(meeting);
        var before = await _server.KeysAsync();
        await _server.AnswerAsync(meeting, true);
        await _server.SweepAsync();
        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldBe(before);
        (await _server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(200);
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_deletes_all_that_was_recorded_in_the_meeting_and_keeps_text_and_waveform()
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        string[] ids = [await _server.TranscriptAsync(meeting), await _server.TranscriptAsync(meeting)];
        var video = await _server.VideoAsync(meeting);
        var elsewhere = await _server.TranscriptAsync(await _server.MeetingAsync());

        await _server.AnswerAsync(meeting, false);
        foreach (var id in ids)
        {
            (await _server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404);
            var shown = await _server.ReadAsync($"/v1/transcripts/{id}");
            ((bool)shown["audio_deleted"]!).ShouldBeFalse();
            shown["audio_deletion_requested_at"].ShouldNotBeNull();
        }
        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldAllBe(key => key.Contains(elsewhere));
        foreach (var id in ids)
        {
            (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
            (await _server.StatusAsync($"/v1/transcripts/{id}/audio/waveform")).ShouldBe(200);
        }
        (await _server.LedgerAsync()).ShouldContain(row =>
            row.RecordingId == video.Id && row.Reason == DeletionReason.ConsentRefused && row.OwnerId == "owner"
        );
    }

    [Fact]
    public async Task A_composed_video_that_cannot_be_deleted_yet_keeps_the_audio_from_counting_as_deleted()
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        var id = await _server.TranscriptAsync(meeting);
        await _server.AnswerAsync(meeting, false);
        await _server.DeleteAsync();
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);

        var late = await _server.VideoAsync(meeting);
        _server.Store.RefusesDeletion = true;
        await _server.SweepAsync();
        await _server.DeleteAsync();
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(false);

        _server.Store.RefusesDeletion = false;
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _server.DeleteAsync();
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
        (await _server.KeysAsync(late.ObjectKey)).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_it_is_processed_a_refusal_withholds_the_audio_and_a_yes_gives_it_back()
    {
        var meeting = await _server.MeetingAsync();
        var id = await _server.TranscriptAsync(meeting, TranscriptStatus.Processing);
        await _server.AnswerAsync(meeting, false);
        (await _server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404);
        (await _server.LedgerAsync()).ShouldBeEmpty("the transcript comes first");

        await _server.AnswerAsync(meeting, true);

        (await _server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(200);
        await _server.SweepAsync();
        (await _server.LedgerAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_yes_after_the_decision_does_not_bring_audio_back()
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        var id = await _server.TranscriptAsync(meeting);
        await _server.AnswerAsync(meeting, false);

        using var answer = await _server.TryAnswerAsync(meeting, true);

        (await answer.RefusedAsync(409)).ShouldContain("does not come back");
        await _server.DeleteAsync();
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
    }

    [Fact]
    public async Task A_no_after_everything_is_processed_counts_from_whoever_answered_or_was_there()
    {
        var answered = await _server.MeetingAsync();
        await _server.AnswerAsync(answered, true);
        var first = await _server.TranscriptAsync(answered);
        await _server.AnswerAsync(answered, false);
        (await _server.StoredAsync(first)).AudioDeletionRequestedAt.ShouldNotBeNull();

        var attended = await _server.MeetingAsync();
        await _server.AddAsync(
            new ParticipantSession
            {
                MeetingId = attended,
                SessionId = "stay",
                UserId = "guest",
                JoinedAt = _server.Clock.GetUtcNow(),
            }
        );
        var second = await _server.TranscriptAsync(attended);
        await _server.AnswerAsync(attended, false);
        (await _server.StoredAsync(second)).AudioDeletionRequestedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("guest")]
    [InlineData(HeaderCallerSource.Anonymous)]
    public async Task A_no_from_somebody_who_was_never_there_deletes_nothing_afterwards(string user)
    {
        var meeting = await _server.MeetingAsync();
        var id = await _server.TranscriptAsync(meeting);

        using var answer = await _server.TryAnswerAsync(meeting, false, user, "browser-number-1");

        (await answer.RefusedAsync(409)).ShouldContain("can no longer be changed");
        (await _server.StoredAsync(id)).AudioDeletionRequestedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_transcript_that_cannot_be_made_is_waited_for_and_then_its_audio_goes_all_the_same()
    {
        var meeting = await _server.MeetingAsync();
        var id = await _server.TranscriptAsync(meeting, TranscriptStatus.Error);
        await _server.AnswerAsync(meeting, false);
        _server.Clock.Advance(TimeSpan.FromDays(6));
        await _server.SweepAsync();
        (await _server.LedgerAsync()).ShouldBeEmpty();

        _server.Clock.Advance(TimeSpan.FromDays(1));
        await _server.SweepAsync();
        await _server.DeleteAsync();

        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
        (await _server.KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_that_arrives_when_all_is_over_is_transcribed_and_then_deleted()
    {
        var meeting = await _server.MeetingAsync();
        await _server.AnswerAsync(meeting, true);
        await _server.TranscriptAsync(meeting);
        await _server.AnswerAsync(meeting, false);
        await _server.DeleteAsync();

        var late = await _server.TranscriptAsync(meeting, TranscriptStatus.Processing);
        await _server.SweepAsync();
        (await _server.StoredAsync(late)).AudioDeletionRequestedAt.ShouldBeNull();
        await _server.EndAsync(late);
        await _server.SweepAsync();
        await _server.DeleteAsync();

        (await _server.StoredAsync(late)).AudioDeleted.ShouldBe(true);
        (await _server.KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_recording_does_not_take_another_one_of_the_same_folder_along()
    {
        var meeting = await _server.MeetingAsync();
        var done = await TracksAsync(meeting, TranscriptStatus.Ended, 1700000000000);
        var going = await TracksAsync(meeting, TranscriptStatus.Processing, 1700000009999);

        await _server.AnswerAsync(meeting, true);
        await _server.AnswerAsync(meeting, false);
        await _server.DeleteAsync();
        (await _server.StoredAsync(done)).AudioDeleted.ShouldBe(true);
        (await _server.KeysAsync("acme/")).ShouldAllBe(key => key.Contains("/1700000009999-"));
        (await _server.KeysAsync("acme/")).Count.ShouldBe(3);

        await _server.EndAsync(going);
        await _server.SweepAsync();
        await _server.DeleteAsync();
        (await _server.KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_in_the_folder_of_a_recording_goes_though_nobody_told_of_it()
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        var id = await TracksAsync(meeting, TranscriptStatus.Ended, start: null);
        var folder = (await _server.KeysAsync("acme/"))[0];
        await _server.PutAsync(folder[..(folder.LastIndexOf('/') + 1)] + "unknown");

        await _server.AnswerAsync(meeting, false);
        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldBeEmpty();
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
    }

    private async Task<string> TracksAsync(string meeting, TranscriptStatus status, long? start)
    {
        var folder = $"acme/{meeting}/";
        var name = start is null ? "" : $"{start}-";
        var id = await _server.TranscriptAsync(meeting, status);
        var now = _server.Clock.GetUtcNow();
        var recording = new Recording
        {
            Id = Guid.CreateVersion7().ToString(),
            Kind = RecordingKind.Tracks,
            ObjectKey = start is null ? folder : $"{folder}{start}/",
            FileName = "tracks",
            SizeBytes = 9,
            MeetingId = meeting,
            RecordedAt = now,
            CreatedAt = now,
        };
        await _server.AddAsync(recording);
        foreach (
            var (kind, position) in new[] { TrackKind.CamAudio, TrackKind.CamVideo }.Select((kind, at) => (kind, at))
        )
        {
            var track = new RecordingTrack
            {
                RecordingId = recording.Id,
                Position = position,
                ObjectKey = $"{folder}{name}person-{position}",
                Kind = kind,
                OffsetSeconds = 0,
                SizeBytes = 3,
            };
            await _server.PutAsync(track.ObjectKey);
            await _server.AddAsync(track);
        }
        if (start is not null)
            await _server.PutAsync($"{folder}{start}-never-told");
        await _server.UseRecordingAsync(id, recording.Id);
        return id;
    }
}
