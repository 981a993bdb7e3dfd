using System.Text.Json.Serialization;

namespace Reflector.Server.Recordings.Intake;

/// <summary>A finished recording as a platform, or what lies in its bucket, tells of it.</summary>
/// <param name="Platform">Name of the platform.</param>
/// <param name="Id">The platform's id of it; where there is none, its object key.</param>
/// <param name="Store">Where it lies.</param>
/// <param name="Kind">What is made of it.</param>
/// <param name="ObjectKey">In that store; of tracks the folder, with its slash.</param>
/// <param name="FileName">Shown, never used as a path.</param>
/// <param name="RoomName">The platform's name of the room.</param>
/// <param name="RecordedAt">When it began.</param>
/// <param name="DurationSeconds">Null when the platform does not tell.</param>
/// <param name="MeetingId">Ours, where the platform says it.</param>
/// <param name="Tracks">In the order of their positions.</param>
internal sealed record PlatformRecording(
    string Platform,
    string Id,
    RecordingStore Store,
    RecordingKind Kind,
    string ObjectKey,
    string FileName,
    string? RoomName,
    DateTimeOffset RecordedAt,
    double? DurationSeconds = null,
    string? MeetingId = null,
    IReadOnlyList<PlatformTrack>? Tracks = null
)
{
    /// <summary>
    /// Our room, for what was made in no meeting of a platform: then the transcript is the room's at once, under the id of
    /// the recording.
    /// </summary>
    public string? RoomId { get; init; }

    /// <summary>A transcript can be made of it.</summary>
    [JsonIgnore]
    public bool HasVoices =>
        Kind switch
        {
            RecordingKind.File => true,
            RecordingKind.Tracks => Tracks?.Any(track => track.IsVoice) == true,
            _ => false,
        };
}

/// <param name="OffsetSeconds">From the recording's beginning to the track's.</param>
internal sealed record PlatformTrack(string ObjectKey, TrackKind Kind, string? ParticipantId, double OffsetSeconds)
{
    [JsonIgnore]
    public bool IsVoice => Kind is TrackKind.CamAudio;
}
