using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>What Daily says of a finished recording, by webhook or when asked: the same for us.</summary>
internal static partial class DailyRecordings
{
    private const string RawTracks = "raw-tracks";

    /// <returns>Null for one that is not finished, or failed.</returns>
    public static PlatformRecording? Of(DailyRecording recording) =>
        recording.IsFinished
            ? Of(
                recording.Id,
                recording.RoomName,
                type: null,
                recording.StartTs,
                recording.Duration,
                recording.S3Key,
                recording.Tracks ?? [],
                meetingId: null
            )
            : null;

    /// <param name="payload">Of <c>recording.ready-to-download</c>.</param>
    /// <param name="meetingId">Ours, of the meeting that the webhook is about.</param>
    /// <exception cref="JsonException">It does not have the documented form.</exception>
    public static PlatformRecording? OfWebhook(JsonElement payload, string meetingId)
    {
        var ready = payload.Deserialize<DailyReadyRecording>(DailyJson.Options) ?? throw new JsonException();
        return Of(
            ready.RecordingId,
            ready.RoomName,
            ready.Type,
            ready.StartTs,
            ready.Duration,
            ready.S3Key,
            ready.Tracks ?? [],
            meetingId
        );
    }

    /// <summary>A track's kind, participant and offset, as its file name tells; <c>Other</c> when it tells nothing.</summary>
    public static PlatformTrack Track(string key)
    {
        var name = TrackName().Match(key[(key.LastIndexOf('/') + 1)..]);
        if (!name.Success)
            return new(key, TrackKind.Other, ParticipantId: null, OffsetSeconds: 0);
        var offset = Number(name.Groups["track"].Value) - Number(name.Groups["recording"].Value);
        return new(
            key,
            name.Groups["kind"].Value switch
            {
                "cam-audio" => TrackKind.CamAudio,
                "cam-video" => TrackKind.CamVideo,
                "screen-audio" => TrackKind.ScreenAudio,
                "screen-video" => TrackKind.ScreenVideo,
                _ => TrackKind.Other,
            },
            name.Groups["participant"].Value,
            Math.Max(0, offset) / 1000.0
        );
    }

    // The type is not told by the list of recordings, and was not by older webhooks.
    private static PlatformRecording? Of(
        string id,
        string room,
        string? type,
        double startTs,
        double? duration,
        string? key,
        IReadOnlyList<DailyTrack> tracks,
        string? meetingId
    )
    {
        var isTracks = type is null ? tracks.Count > 0 : type == RawTracks;
        if (isTracks ? tracks.Count == 0 : string.IsNullOrEmpty(key))
            return null;
        return new(
            DailyPlatform.PlatformName,
            id,
            RecordingStore.Daily,
            isTracks ? RecordingKind.Tracks : RecordingKind.Video,
            isTracks ? Folder(tracks[0].S3Key) : key!,
            isTracks ? room : $"{room}.mp4",
            room,
            isTracks ? Start(tracks) ?? Time(startTs) : Time(startTs),
            duration,
            meetingId,
            isTracks ? InOrder(tracks) : null
        );
    }

    /// <summary>Voices first, by when they were first heard: their position is the speaker's number.</summary>
    private static List<PlatformTrack> InOrder(IReadOnlyList<DailyTrack> tracks) =>
        [
            .. tracks
                .Select(track => track.S3Key)
                .Distinct(StringComparer.Ordinal)
                .Select(Track)
                .OrderBy(track => track.Kind)
                .ThenBy(track => track.OffsetSeconds)
                .ThenBy(track => track.ObjectKey, StringComparer.Ordinal),
        ];

    /// <summary>To the millisecond, where the file names tell it.</summary>
    private static DateTimeOffset? Start(IReadOnlyList<DailyTrack> tracks) =>
        tracks
            .Select(track => TrackName().Match(track.S3Key[(track.S3Key.LastIndexOf('/') + 1)..]))
            .Where(name => name.Success)
            .Select(name => (DateTimeOffset?)Time(Number(name.Groups["recording"].Value) / 1000.0))
            .FirstOrDefault();

    private static string Folder(string key) => key[..(key.LastIndexOf('/') + 1)];

    private static long Number(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateTimeOffset Time(double seconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(Math.Clamp(seconds, 0, 100_000_000_000) * 1000));

    [GeneratedRegex(
        @"^(?<recording>\d{1,15})-(?<participant>.{36})-(?<kind>.*)-(?<track>\d{1,15})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TrackName();
}
