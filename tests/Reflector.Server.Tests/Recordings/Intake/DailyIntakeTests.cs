using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Daily;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.Transcripts;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Daily;

namespace Reflector.Server.Tests.Recordings.Intake;

public sealed class DailyIntakeTests(IntakeFixture fixture) : IClassFixture<IntakeFixture>
{
    [Fact]
    public async Task Both_kinds_of_a_meeting_are_taken_in_once_however_often_they_are_told_of()
    {
        var meeting = await fixture.OpenAsync();
        await RecordAsync(meeting);

        await fixture.Daily.Webhooks.FlushAsync();
        await IntakeFixture.TakeInAsync(meeting);
        await fixture.PollAsync();
        await fixture.PollAsync();
        await IntakeFixture.TakeInAsync(meeting);

        var recordings = await IntakeFixture.RecordingsAsync(meeting);
        recordings.Select(item => item.Kind).ShouldBe([RecordingKind.Video, RecordingKind.Tracks], ignoreOrder: true);
        recordings.ShouldAllBe(item => item.Store == RecordingStore.Daily && item.SizeBytes > 0);
        var transcript = await TranscriptAsync(meeting);
        transcript.RecordingId.ShouldBe(recordings.Single(item => item.Kind is RecordingKind.Tracks).Id);
        transcript.UserId.ShouldBe("local");
        transcript.SourceKind.ShouldBe(SourceKind.Room);
        transcript.ShareMode.ShouldBe(ShareMode.Private);
        transcript.Name.ShouldStartWith(meeting.Room + ", 20");
        var run = await fixture.Server.QueryAsync(db =>
            db.PipelineRuns.SingleAsync(run => run.TranscriptId == transcript.Id)
        );
        run.Shape.ShouldBe("tracks");
        var tracks = await fixture.Server.QueryAsync(db =>
            db.RecordingTracks.Where(track => track.RecordingId == transcript.RecordingId)
                .OrderBy(track => track.Position)
                .ToListAsync()
        );
        tracks
            .Select(track => track.Kind)
            .ShouldBe([TrackKind.CamAudio, TrackKind.CamAudio, TrackKind.CamVideo, TrackKind.CamVideo]);
    }

    [Fact]
    public async Task A_webhook_before_the_objects_can_be_read_is_not_lost()
    {
        var meeting = await fixture.OpenAsync();
        await RecordAsync(meeting, isReadable: false);
        await fixture.Daily.Webhooks.FlushAsync();
        await IntakeFixture.TakeInAsync(meeting);
        (await IntakeFixture.RecordingsAsync(meeting)).ShouldBeEmpty();
        var waiting = await ArrivalsAsync(meeting);
        waiting.Count.ShouldBe(2);
        waiting.ShouldAllBe(arrival => arrival.Attempts == 1 && arrival.Error != null);

        await UploadAsync(meeting);
        await DueAsync(meeting);

        (await IntakeFixture.RecordingsAsync(meeting)).Count.ShouldBe(2);
        (await ArrivalsAsync(meeting)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_track_that_never_comes_does_not_lose_the_others()
    {
        var meeting = await fixture.OpenAsync();
        await RecordAsync(meeting, isReadable: false);
        await fixture.Daily.Webhooks.FlushAsync();
        var tracks = RecordingsAtDaily(meeting).Single(item => item.Type == "raw-tracks");
        foreach (var key in tracks.Keys.Skip(1))
            await fixture.Bucket.PutAsync(key, new MemoryStream([1, 2, 3]));
        await meeting.NowAsync();
        for (var i = 0; i < RecordingArrivals.PatientAttempts; i++)
        {
            await DueAsync(meeting);
            (await IntakeFixture.RecordingsAsync(meeting)).ShouldBeEmpty();
        }
        await DueAsync(meeting);

        var recording = (await IntakeFixture.RecordingsAsync(meeting)).Single();
        var missing = await fixture.Server.QueryAsync(db =>
            db.RecordingTracks.Where(track => track.RecordingId == recording.Id && track.Error != null).ToListAsync()
        );
        missing.Single().ObjectKey.ShouldBe(tracks.Keys[0]);
        await TranscriptAsync(meeting);
    }

    [Fact]
    public async Task Webhook_and_poll_at_the_same_instant_make_one_recording_and_one_transcript()
    {
        for (var i = 0; i < 5; i++)
        {
            var meeting = await fixture.OpenAsync();
            await RecordAsync(meeting);
            await fixture.Daily.Webhooks.FlushAsync();

            await Task.WhenAll(
                fixture.PollAsync(),
                IntakeFixture.TakeInAsync(meeting),
                fixture.PollAsync(),
                IntakeFixture.TakeInAsync(meeting)
            );
            await DueAsync(meeting);

            (await IntakeFixture.RecordingsAsync(meeting)).Count.ShouldBe(2);
            await TranscriptAsync(meeting);
            (await ArrivalsAsync(meeting)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_kind_is_told_by_what_there_is_when_Daily_does_not_say_it()
    {
        var meeting = await fixture.OpenAsync();
        fixture.Daily.HidesTypes = true;
        await RecordAsync(meeting);
        await fixture.Daily.Webhooks.FlushAsync();
        fixture.Daily.HidesTypes = false;
        await IntakeFixture.TakeInAsync(meeting);
        (await IntakeFixture.RecordingsAsync(meeting))
            .Select(item => item.Kind)
            .ShouldBe([RecordingKind.Video, RecordingKind.Tracks], ignoreOrder: true);
    }

    [Fact]
    public async Task All_videos_of_a_meeting_are_kept_and_the_first_is_shown()
    {
        var meeting = await fixture.OpenAsync();
        await RecordAsync(meeting);
        await RecordAsync(meeting);
        await fixture.Daily.Webhooks.FlushAsync();
        await IntakeFixture.TakeInAsync(meeting);

        var listed = (await fixture.Server.GetAsync($"/v1/meetings/{meeting.Id}/recordings")).AsArray();
        listed.Count.ShouldBe(4);
        var videos = listed.Where(item => (string)item!["kind"]! == "video").ToList();
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var query in new[] { "", $"?recording={videos[0]!["id"]}", $"?recording={videos[1]!["id"]}" })
            addresses.Add((await VideoAsync(meeting, null, query)).Headers.Location!.AbsolutePath);
        addresses.Count.ShouldBe(2);
        var shown = await fixture.Server.GetAsync($"/v1/rooms/{meeting.Room}/meetings/{meeting.Id}");
        var first = (await IntakeFixture.RecordingsAsync(meeting)).First(item => item.Kind is RecordingKind.Video);
        ((string)shown["daily_composed_video_s3_key"]!).ShouldBe(first.ObjectKey);
        ((bool)shown["cloud_recording_available"]!).ShouldBeTrue();
        ((int)shown["cloud_recording_duration"]!).ShouldBe((int)first.DurationSeconds!);
        var toOthers = await fixture.Server.GetAsync(
            $"/v1/rooms/{meeting.Room}/meetings/{meeting.Id}",
            fixture.Server.ClientOf("somebody")
        );
        toOthers["daily_composed_video_s3_key"].ShouldBeNull();
        (await VideoAsync(meeting, null, "?recording=none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_video_is_for_those_who_may_read_the_transcript()
    {
        var meeting = await fixture.OpenAsync();
        (await VideoAsync(meeting, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await RecordAsync(meeting);
        await fixture.Daily.Webhooks.FlushAsync();
        await IntakeFixture.TakeInAsync(meeting);

        var link = await VideoAsync(meeting, null);
        link.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        link.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var plain = new HttpClient(new SocketsHttpHandler());
        (await plain.GetByteArrayAsync(link.Headers.Location)).ShouldBe([1, 2, 3]);
        (await VideoAsync(meeting, "somebody")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await VideoAsync(meeting, HeaderCallerSource.Anonymous)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var transcript = await TranscriptAsync(meeting);
        using var shared = await fixture.Server.Client.PatchAsJsonAsync(
            $"/v1/transcripts/{transcript.Id}",
            new { share_mode = "semi-private" }
        );
        await shared.OkAsync();
        (await VideoAsync(meeting, "somebody")).StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        (await VideoAsync(meeting, HeaderCallerSource.Anonymous)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_was_deleted_is_not_taken_in_again()
    {
        var meeting = await fixture.OpenAsync();
        await RecordAsync(meeting);
        await fixture.Daily.Webhooks.FlushAsync();
        await IntakeFixture.TakeInAsync(meeting);
        var transcript = await TranscriptAsync(meeting);
        using var deleted = await fixture.Server.Client.DeleteAsync($"/v1/transcripts/{transcript.Id}");
        await deleted.OkAsync();
        await fixture.Server.QueryAsync(db =>
            db.Recordings.Where(item => item.MeetingId == meeting.Id).ExecuteDeleteAsync()
        );

        await fixture.PollAsync();
        await DueAsync(meeting);

        (await IntakeFixture.RecordingsAsync(meeting)).ShouldBeEmpty();
        (
            await fixture.Server.QueryAsync(db => db.Transcripts.AnyAsync(item => item.MeetingId == meeting.Id))
        ).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, "semi-private")]
    [InlineData(false, "private")]
    public async Task Who_may_read_it_follows_from_the_room(bool isShared, string share)
    {
        var meeting = await fixture.OpenAsync(new { recording_type = "cloud", is_shared = isShared });
        await RecordAsync(meeting);
        await fixture.Daily.Webhooks.FlushAsync();
        await IntakeFixture.TakeInAsync(meeting);
        var transcript = await TranscriptAsync(meeting);
        ((string)(await fixture.Server.GetAsync($"/v1/transcripts/{transcript.Id}"))["share_mode"]!).ShouldBe(share);
    }

    [Theory]
    [InlineData("d/r/1000-11111111-2222-3333-4444-555555555555-cam-audio-3500", TrackKind.CamAudio, 2.5)]
    [InlineData("d/r/1000-11111111-2222-3333-4444-555555555555-screen-video-1000", TrackKind.ScreenVideo, 0.0)]
    [InlineData("d/r/1000-11111111-2222-3333-4444-555555555555-my-own-1500", TrackKind.Other, 0.5)]
    [InlineData("d/r/5000-11111111-2222-3333-4444-555555555555-cam-audio-1000", TrackKind.CamAudio, 0.0)]
    [InlineData("d/r/1000-short-cam-audio-3500", TrackKind.Other, 0.0)]
    [InlineData("nonsense", TrackKind.Other, 0.0)]
    public void A_tracks_name_tells_its_kind_and_offset(string key, object kind, double offset)
    {
        var track = DailyRecordings.Track(key);
        track.Kind.ShouldBe((TrackKind)kind);
        track.OffsetSeconds.ShouldBe(offset);
        track.ObjectKey.ShouldBe(key);
    }

    /// <summary>Two people talk and go.</summary>
    private async Task RecordAsync(OpenedMeeting meeting, bool isReadable = true)
    {
        var ana = fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        var bo = fixture.Daily.Join(meeting.PlatformRoom, "Bo");
        var control = (IRecordingControl)
            fixture.Server.Services.GetRequiredService<VideoPlatformFactory>().Get("daily");
        var stored = await meeting.NowAsync();
        foreach (var kind in Enum.GetValues<PlatformRecordingKind>())
            await control.StartRecordingAsync(stored.AtPlatform, kind, Guid.CreateVersion7(), CancellationToken.None);
        fixture.Daily.Leave(meeting.PlatformRoom, ana);
        fixture.Daily.Leave(meeting.PlatformRoom, bo);
        if (isReadable)
            await UploadAsync(meeting);
    }

    private List<RecordingAtDaily> RecordingsAtDaily(OpenedMeeting meeting) =>
        [.. fixture.Daily.Recordings.Where(item => item.Room == meeting.PlatformRoom)];

    private async Task UploadAsync(OpenedMeeting meeting)
    {
        foreach (var recording in RecordingsAtDaily(meeting))
            await fixture.UploadAsync(recording);
    }

    private async Task<HttpResponseMessage> VideoAsync(OpenedMeeting meeting, string? user, string query = "")
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = fixture.Server.Address,
        };
        if (user is not null)
            client.DefaultRequestHeaders.Add(HeaderCallerSource.Header, user);
        return await client.GetAsync($"/v1/meetings/{meeting.Id}/cloud-recording{query}");
    }

    private Task<List<RecordingArrival>> ArrivalsAsync(OpenedMeeting meeting)
    {
        var ids = RecordingsAtDaily(meeting).ConvertAll(item => item.Id);
        return fixture.Server.QueryAsync(db =>
            db.RecordingArrivals.AsNoTracking()
                .Where(arrival => ids.Contains(arrival.PlatformRecordingId))
                .ToListAsync()
        );
    }

    /// <summary>Tries what waits, as if its time had come.</summary>
    private async Task DueAsync(OpenedMeeting meeting)
    {
        await fixture.Server.QueryAsync(db =>
            db.RecordingArrivals.ExecuteUpdateAsync(row =>
                row.SetProperty(arrival => arrival.NextAttemptAt, DateTimeOffset.UnixEpoch)
            )
        );
        await IntakeFixture.TakeInAsync(meeting);
    }

    private Task<Transcript> TranscriptAsync(OpenedMeeting meeting) =>
        fixture.Server.QueryAsync(db => db.Transcripts.SingleAsync(transcript => transcript.MeetingId == meeting.Id));
}
