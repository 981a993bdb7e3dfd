using Microsoft.EntityFrameworkCore;
using Reflector.Server.Meetings;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Exports;

/// <summary>Subtitles of a transcript in a video of the same meeting, which began earlier or later.</summary>
public sealed class VideoSubtitlesTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Theory]
    [InlineData(30, "00:00:30.500 --> 00:00:31.250")]
    [InlineData(-1, "00:00:00.000 --> 00:00:00.250")]
    public async Task They_have_the_times_of_the_video(int secondsEarlier, string first)
    {
        var (id, video) = await WithVideoAsync(TimeSpan.FromSeconds(secondsEarlier));

        var text = await Server.ExportTextAsync(id, "webvtt", $"&video={video}");

        text.ShouldStartWith($"WEBVTT\n\n{first}\n<v Ada>Hello there.\n");
    }

    [Fact]
    public async Task What_was_said_before_the_video_began_is_left_out()
    {
        var (id, video) = await WithVideoAsync(TimeSpan.FromSeconds(-10));

        var text = await Server.ExportTextAsync(id, "srt", $"&video={video}");

        text.ShouldBe("1\n01:00:51,500 --> 01:00:52,500\nAda: We agree.\n");
    }

    [Fact]
    public async Task A_recording_of_another_meeting_is_not_found()
    {
        var (id, _) = await WithVideoAsync(TimeSpan.Zero);
        var (_, other) = await WithVideoAsync(TimeSpan.Zero);

        using var answer = await Server.ExportAsync(id, "webvtt", $"&video={other}");
        using var unknown = await Server.ExportAsync(id, "webvtt", "&video='; DROP TABLE recording; --");

        await answer.RefusedAsync(404);
        await unknown.RefusedAsync(404);
    }

    /// <param name="earlier">How much earlier the video began than what was transcribed.</param>
    private async Task<(string Id, string Video)> WithVideoAsync(TimeSpan earlier)
    {
        var id = await ExportedMeeting.WriteAsync(Server);
        var began = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        return await Server.QueryAsync(async db =>
        {
            var meeting = new Meeting
            {
                Id = Guid.CreateVersion7().ToString(),
                RoomName = "room",
                RoomUrl = "https://mock.example/room",
                HostRoomUrl = "https://mock.example/room",
                StartDate = began,
                EndDate = began.AddHours(1),
                IsLocked = false,
                RoomMode = RoomMode.Normal,
                RecordingType = RecordingType.Cloud,
                RecordingTrigger = RecordingTrigger.Automatic2ndParticipant,
                SkipConsent = false,
                Platform = "mock",
            };
            db.Add(meeting);
            await db.SaveChangesAsync();
            var voices = Made(meeting.Id, RecordingKind.Tracks, began);
            var video = Made(meeting.Id, RecordingKind.Video, began - earlier);
            db.AddRange(voices, video);
            await db.SaveChangesAsync();
            await db
                .Transcripts.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.MeetingId, meeting.Id).SetProperty(row => row.RecordingId, voices.Id)
                );
            return (id, video.Id);
        });
    }

    private static Recording Made(string meeting, RecordingKind kind, DateTimeOffset recordedAt)
    {
        var id = Guid.CreateVersion7().ToString();
        return new()
        {
            Id = id,
            Store = RecordingStore.Own,
            Kind = kind,
            ObjectKey = $"recordings/{id}/",
            FileName = "recording",
            SizeBytes = 1,
            MeetingId = meeting,
            RecordedAt = recordedAt,
            CreatedAt = recordedAt,
        };
    }
}
