using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Recordings;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.Transcripts;
using Reflector.Server.VideoPlatforms;

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

    /// <summary>Two people talk and go.</summary>
    private async Task RecordAsync(OpenedMeeting meeting)
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
        foreach (var recording in fixture.Daily.Recordings.Where(item => item.Room == meeting.PlatformRoom))
            await fixture.UploadAsync(recording);
    }

    private Task<Transcript> TranscriptAsync(OpenedMeeting meeting) =>
        fixture.Server.QueryAsync(db => db.Transcripts.SingleAsync(transcript => transcript.MeetingId == meeting.Id));
}
