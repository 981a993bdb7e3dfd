using System.Text.Json;
using Reflector.Server.Database;
using Reflector.Server.Rooms;

namespace Reflector.Server.VideoPlatforms.Whereby;

internal static class WherebyJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
}

/// <param name="RoomMode">Size, not privacy: that is <paramref name="IsLocked"/>.</param>
/// <param name="RoomNamePrefix">At most 39 of <c>[a-z0-9-]</c>; the service adds a random part right behind it.</param>
/// <param name="Fields">What the answer has besides the usual.</param>
internal sealed record WherebyMeetingRequest(
    DateTimeOffset EndDate,
    bool IsLocked,
    string RoomMode,
    string RoomNamePrefix,
    WherebyRecording Recording,
    IReadOnlyList<string> Fields
)
{
    public string RoomNamePattern { get; } = "uuid";
}

/// <summary>All three are required; without them the account's own setting would count, even in rooms that are not to be recorded.</summary>
/// <param name="Destination">Null for where the account says.</param>
internal sealed record WherebyRecording(string Type, WherebyDestination? Destination, string StartTrigger)
{
    public static WherebyRecording None { get; } = new("none", null, ApiEnumColumn.ApiName(RecordingTrigger.None));

    public static WherebyRecording Local { get; } = None with { Type = "local" };

    public static WherebyRecording Cloud(RecordingTrigger trigger, WherebyDestination? destination) =>
        new("cloud", destination, ApiEnumColumn.ApiName(trigger));
}

/// <param name="Bucket">May be followed by a folder.</param>
internal sealed record WherebyDestination(string Bucket, string AccessKeyId, string AccessKeySecret)
{
    public string Provider { get; } = "s3";
    public string AuthenticationType { get; } = "accessKey";
    public string FileFormat { get; } = "mp4";
}

/// <param name="RoomName">With a slash at its beginning.</param>
/// <param name="HostRoomUrl">Only when asked for.</param>
internal sealed record WherebyMeeting(
    string MeetingId,
    string RoomUrl,
    string? RoomName = null,
    string? HostRoomUrl = null,
    DateTimeOffset? StartDate = null,
    DateTimeOffset? EndDate = null
);

internal sealed record WherebySessions(IReadOnlyList<WherebySession> Results, string? Cursor = null);

/// <param name="EndedAt">Missing while somebody is in it.</param>
internal sealed record WherebySession(
    string RoomSessionId,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null
);
