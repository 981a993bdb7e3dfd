using Reflector.Server.Accounts;
using Reflector.Server.Meetings;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.Transcripts;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>
/// The transcript of a meeting of three, put into the database: one voice is missing, and the platform recorded a video,
/// too. Its objects lie in our own store.
/// </summary>
internal sealed class MeetingTranscript
{
    public string Room { get; } = $"council-{Guid.CreateVersion7():N}";

    public string TranscriptId { get; private set; } = "";

    public string MeetingId => "meeting-" + Room;

    public string Folder => $"recorded/{Room}/";

    public string Video => Folder + "video.webm";

    public string Path => $"/transcripts/{TranscriptId}";

    public static async Task<MeetingTranscript> PutAsync(BrowserFixture fixture)
    {
        var made = new MeetingTranscript();
        await made.SaveAsync(fixture);
        return made;
    }

    private async Task SaveAsync(BrowserFixture fixture)
    {
        var now = TimeProvider.System.GetUtcNow();
        var room = new Room
        {
            Id = "room-" + Room,
            Name = Room,
            UserId = Caller.Local.UserId!,
            CreatedAt = now,
        };
        var meeting = new Meeting
        {
            Id = MeetingId,
            RoomName = Room + "-1",
            RoomUrl = "http://127.0.0.1/" + Room,
            HostRoomUrl = "",
            StartDate = now.AddMinutes(-10),
            EndDate = now.AddHours(1),
            RoomId = room.Id,
            IsLocked = false,
            RoomMode = RoomMode.Group,
            RecordingType = RecordingType.Cloud,
            RecordingTrigger = RecordingTrigger.None,
            SkipConsent = false,
            Platform = "mock",
            NumClients = 1,
        };
        var tracks = Recorded(RecordingKind.Tracks, Folder + "tracks/", "tracks", 600, now);
        var video = Recorded(RecordingKind.Video, Video, "video.webm", 323, now);
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = Caller.Local.UserId,
            Name = "Council",
            Title = "Bridge and Road",
            Status = TranscriptStatus.Ended,
            DurationMs = 60_000,
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.Room,
            MeetingId = meeting.Id,
            RoomId = room.Id,
            RecordingId = tracks.Id,
            ShortSummary = "Who pays for the bridge.",
            GeneratedBy = "extractive",
            Waveform = [.. Enumerable.Range(0, 255).Select(peak => Math.Round(0.2 + peak * 37 % 80 / 100.0, 2))],
            Participants = [new("p0", 0, "Ada"), new("p1", 1, "Bo"), new("p2", 2, "Cy")],
            CreatedAt = now,
        };
        transcript.AudioKey = $"transcripts/{transcript.Id}/audio.mp3";
        TranscriptId = transcript.Id;
        await StoreAsync(fixture, transcript.AudioKey, await fixture.Files.FaintMinuteAsync("minute-of-council.mp3"));
        await StoreAsync(fixture, Video, await fixture.Files.SilentVideoAsync("council.webm"));
        await StoreAsync(fixture, TrackKey(0), await fixture.Files.FaintMinuteAsync("ada.mp3"));

        await using var db = await fixture.OpenDatabaseAsync();
        // One after the other: each refers to those before it.
        foreach (var row in new object[] { room, meeting, tracks, video, transcript })
        {
            db.Add(row);
            await db.SaveChangesAsync();
        }
        db.AddRange(
            Track(tracks.Id, 0, "Ada", null),
            Track(tracks.Id, 1, "Bo", null),
            Track(tracks.Id, 2, "Cy", "The file is damaged.")
        );
        db.Topics.Add(
            new Topic
            {
                Id = Guid.CreateVersion7().ToString(),
                TranscriptId = transcript.Id,
                Position = 0,
                Title = "The bridge",
                Summary = "Who pays?",
                Timestamp = 0,
                Duration = 4,
                Words =
                [
                    new("Who", 0, 0.3, 0),
                    new("pays?", 0.4, 0.8, 0),
                    new("We", 1, 1.2, 1),
                    new("do.", 1.3, 1.6, 1),
                ],
            }
        );
        await db.SaveChangesAsync();
    }

    private string TrackKey(int position) => $"{Folder}tracks/1700000000000-{position}-cam-audio-1700000000000";

    private RecordingTrack Track(string recordingId, int position, string name, string? error) =>
        new()
        {
            RecordingId = recordingId,
            Position = position,
            ObjectKey = TrackKey(position),
            Kind = TrackKind.CamAudio,
            ParticipantName = name,
            OffsetSeconds = 0,
            SizeBytes = 1,
            Error = error,
        };

    private Recording Recorded(RecordingKind kind, string key, string fileName, double seconds, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7().ToString(),
            Kind = kind,
            ObjectKey = key,
            FileName = fileName,
            SizeBytes = 3_100_000,
            DurationSeconds = seconds,
            MeetingId = MeetingId,
            RecordedAt = at,
            CreatedAt = at,
        };

    private static async Task StoreAsync(BrowserFixture fixture, string key, string path)
    {
        await using var file = File.OpenRead(path);
        await fixture.Store.PutAsync(key, file);
    }
}
