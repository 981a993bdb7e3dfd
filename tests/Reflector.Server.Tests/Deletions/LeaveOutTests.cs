using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Deletions;
using Reflector.Server.Hosting;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

/// <summary>Rooms that leave out who refused and keep the others.</summary>
public sealed class LeaveOutTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void Somebody_with_an_account_is_found_by_it_with_voice_camera_and_screen()
    {
        var found = LeaveOut.Of(
            [Refusal(user: "ada")],
            [
                Track(0, "stay-1", "Ada", "ada"),
                Track(1, "stay-2", "Grace", "grace"),
                Track(2, "stay-1", "Ada", "ada"),
                Track(3, "stay-3", "Ada on the phone"),
            ],
            [Session("stay-3", "Ada on the phone", "ada")]
        );
        found.Tracks.Select(track => track.Position).ShouldBe([0, 2, 3]);
        found.Unknown.ShouldBe(0);
        found.IsDone.ShouldBeFalse("they are still there");
    }

    [Fact]
    public void Somebody_without_an_account_is_found_by_a_name_that_nobody_else_has()
    {
        var found = LeaveOut.Of(
            [Refusal(name: " ada ")],
            [Track(0, "stay-1", "Ada"), Track(1, "stay-1", "Ada"), Track(2, "stay-2", "Grace")],
            []
        );
        found.Tracks.Select(track => track.Position).ShouldBe([0, 1]);
        found.Unknown.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Somebody else")]
    [InlineData("Alex")]
    [InlineData("Grace")]
    public void Who_cannot_be_told_for_certain_is_unknown(string? name)
    {
        var found = LeaveOut.Of(
            [Refusal(name: name)],
            [Track(0, "stay-1", "Alex"), Track(1, "stay-2", "Alex"), Track(2, "stay-3", "Grace", "grace")],
            []
        );
        (found.Tracks.Count, found.Unknown).ShouldBe((0, 1));
        found.IsDone.ShouldBeFalse();
    }

    [Fact]
    public void Two_who_refuse_under_one_name_are_unknown() =>
        LeaveOut.Of([Refusal(name: "Ada"), Refusal(name: "ADA")], [Track(0, "stay-1", "Ada")], []).Unknown.ShouldBe(2);

    [Fact]
    public void Somebody_who_was_in_the_call_under_the_same_name_without_a_track_makes_it_uncertain() =>
        LeaveOut
            .Of([Refusal(name: "Ada")], [Track(0, "stay-1", "Ada")], [Session("stay-2", "Ada")])
            .Unknown.ShouldBe(1);

    [Fact]
    public async Task Who_refused_is_taken_out_before_anything_is_mixed_and_the_others_are_kept()
    {
        await using var server = await StartAsync();
        var (meeting, id) = await RecordedAsync(server);
        await server.AnswerAsync(meeting, false, "ada");
        var video = await server.VideoAsync(meeting);

        await RunAsync(server, id);
        await server.SweepAsync();
        await server.DeleteAsync();

        (await server.KeysAsync("acme/")).ShouldBe([$"acme/{meeting}/grace-voice"]);
        (await server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(200);
        (await server.StoredAsync(id)).AudioDeletionRequestedAt.ShouldBeNull();
        (await server.KeysAsync(video.ObjectKey)).ShouldBeEmpty("everybody is in it");
        var stage = (await server.ReadAsync($"/v1/transcripts/{id}/pipeline")).Stage("leave_out");
        ((string)stage["note"]!).ShouldContain("left out");
        (await TracksAsync(server)).ShouldBe([true, false, true]);
        using var back = await server.TryAnswerAsync(meeting, true, "ada");
        (await back.RefusedAsync(409)).ShouldContain("does not come back");
    }

    [Fact]
    public async Task Somebody_who_cannot_be_found_costs_all_audio_after_the_transcript_is_made()
    {
        await using var server = await StartAsync();
        var (meeting, id) = await RecordedAsync(server);
        await server.AnswerAsync(meeting, false, HeaderCallerSource.Anonymous, "browser-number-1", "Nobody knows");

        await RunAsync(server, id);
        await server.DeleteAsync();

        (await server.KeysAsync()).ShouldBeEmpty();
        (await server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
        var stage = (await server.ReadAsync($"/v1/transcripts/{id}/pipeline")).Stage("leave_out");
        ((string)stage["note"]!).ShouldContain("for certain");
    }

    [Fact]
    public async Task A_refusal_that_comes_after_the_mix_costs_all_audio()
    {
        await using var server = await StartAsync();
        var (meeting, id) = await RecordedAsync(server);
        await server.AnswerAsync(meeting, true, "ada");
        await RunAsync(server, id);
        (await server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(200);

        await server.AnswerAsync(meeting, false, "ada");
        (await server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404);
        await server.DeleteAsync();

        (await server.KeysAsync()).ShouldBeEmpty();
        (await server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
    }

    [Fact]
    public async Task A_mixed_recording_of_such_a_room_is_deleted_whole()
    {
        await using var server = await StartAsync();
        var meeting = await server.MeetingAsync(ConsentPolicy.LeaveOut, isOver: false);
        var id = await server.TranscriptAsync(meeting);
        await server.AnswerAsync(meeting, false);
        await server.DeleteAsync();
        (await server.KeysAsync()).ShouldBeEmpty();
        (await server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
    }

    /// <summary>Of the stages that make audio of tracks one stands for all: it stores the mix.</summary>
    private Task<DeletionServer> StartAsync() =>
        DeletionServer.StartAsync(
            postgres,
            ServerRoles.All,
            configure: builder =>
            {
                foreach (var stage in builder.Services.Where(IsMix).ToList())
                    builder.Services.Remove(stage);
                builder.Services.AddSingleton<IStage, MixStage>();
            }
        );

    private static bool IsMix(ServiceDescriptor service) =>
        service.ServiceType == typeof(IStage) && service.ImplementationType?.Name == nameof(MixStage);

    private static async Task<(string Meeting, string Transcript)> RecordedAsync(DeletionServer server)
    {
        var meeting = await server.MeetingAsync(ConsentPolicy.LeaveOut, isOver: false);
        var id = await server.TranscriptAsync(meeting, TranscriptStatus.Uploaded);
        var now = server.Clock.GetUtcNow();
        var recording = new Recording
        {
            Id = Guid.CreateVersion7().ToString(),
            Kind = RecordingKind.Tracks,
            ObjectKey = $"acme/{meeting}/",
            FileName = "tracks",
            SizeBytes = 9,
            MeetingId = meeting,
            RecordedAt = now,
            CreatedAt = now,
        };
        await server.AddAsync(recording);
        foreach (
            var track in new[]
            {
                Track(0, "stay-1", "Ada", "ada", recording.Id, $"acme/{meeting}/ada-voice"),
                Track(1, "stay-2", "Grace", "grace", recording.Id, $"acme/{meeting}/grace-voice"),
                Track(2, "stay-1", "Ada", "ada", recording.Id, $"acme/{meeting}/ada-camera"),
            }
        )
        {
            await server.PutAsync(track.ObjectKey);
            await server.AddAsync(track);
        }
        await server.UseRecordingAsync(id, recording.Id);
        return (meeting, id);
    }

    private static async Task RunAsync(DeletionServer server, string id)
    {
        string[] stages = [StageNames.LeaveOut, StageNames.Mix, StageNames.ConsentCleanup, StageNames.Publish];
        var run = new PipelineRun
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = id,
            Shape = PipelineShapes.Tracks,
            State = RunState.Running,
            CreatedAt = server.Clock.GetUtcNow(),
        };
        await server.AddAsync(run);
        foreach (var (name, position) in stages.Select((name, position) => (name, position)))
            await server.AddAsync(
                new PipelineStage
                {
                    RunId = run.Id,
                    Name = name,
                    Position = position,
                }
            );
        await server.Server.Services.GetRequiredService<StageSchedule>().ScheduleAsync(run.Id, stages[0], default);
        using var owner = server.Server.ClientOf("owner");
        await server.Server.RunEndedAsync(id, client: owner);
    }

    private static Task<List<bool>> TracksAsync(DeletionServer server) =>
        server.Server.QueryAsync(db =>
            db.RecordingTracks.OrderBy(track => track.Position).Select(track => track.RemovedAt != null).ToListAsync()
        );

    private static MeetingConsent Refusal(string? user = null, string? name = null) =>
        new()
        {
            Id = Guid.CreateVersion7().ToString(),
            MeetingId = "meeting",
            ParticipantId = user is null ? $"anonymous:{Guid.CreateVersion7()}" : $"user:{user}",
            UserId = user,
            Name = name,
            FirstAnsweredAt = Now,
        };

    private static RecordingTrack Track(
        int position,
        string stay,
        string? name,
        string? user = null,
        string recording = "recording",
        string? key = null
    ) =>
        new()
        {
            RecordingId = recording,
            Position = position,
            ObjectKey = key ?? $"track-{position}",
            Kind = TrackKind.CamAudio,
            ParticipantId = stay,
            ParticipantName = name,
            UserId = user,
            OffsetSeconds = 0,
            SizeBytes = 3,
        };

    private static ParticipantSession Session(string stay, string name, string? user = null) =>
        new()
        {
            MeetingId = "meeting",
            SessionId = stay,
            UserId = user,
            UserName = name,
            JoinedAt = Now,
        };

    private sealed class MixStage(Storage.IObjectStore store) : IStage
    {
        public string Name => StageNames.Mix;

        public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
        {
            using var mix = new MemoryStream([1, 2, 3]);
            await store.PutAsync(ObjectKeys.Audio(context.Transcript.Id), mix, null, cancellationToken);
            return new StageOutcome
            {
                Apply = (db, token) =>
                    db
                        .Transcripts.Where(row => row.Id == context.Transcript.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, TranscriptStatus.Ended), token),
            };
        }
    }
}
