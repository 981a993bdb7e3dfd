using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reflector.Server.VideoPlatforms.Daily;

internal static class DailyJson
{
    /// <summary>What is not said is left out: Daily takes no nulls.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
}

/// <param name="Privacy"><c>public</c> or <c>private</c>: then only who has a meeting token, or is let in, comes in.</param>
internal sealed record DailyRoomRequest(string Name, string Privacy, DailyRoomProperties Properties);

/// <param name="Exp">Unix seconds after which nobody can enter; who is in stays.</param>
/// <param name="EnableRecording">Null for not by a button in the room.</param>
internal sealed record DailyRoomProperties(
    bool EnableKnocking,
    long Exp,
    string? EnableRecording = null,
    DailyBucket? RecordingsBucket = null
)
{
    public bool EnableChat { get; } = true;
    public bool EnableScreenshare { get; } = true;
    public bool StartVideoOff { get; }
    public bool StartAudioOff { get; }
}

/// <param name="AllowApiAccess">Without it recordings can be listed but not fetched.</param>
internal sealed record DailyBucket(
    string BucketName,
    string BucketRegion,
    string AssumeRoleArn,
    bool AllowApiAccess = true
);

internal sealed record DailyRoom(string Id, string Name, string Url, DateTimeOffset? CreatedAt = null);

/// <summary>A page of a list, newest first.</summary>
internal sealed record DailyPage<T>(IReadOnlyList<T> Data);

/// <param name="Id">Of the participant's session, as in webhooks.</param>
internal sealed record DailyPresence(
    string Id,
    [property: JsonPropertyName("joinTime")] DateTimeOffset JoinTime,
    [property: JsonPropertyName("userId")] string? UserId = null,
    [property: JsonPropertyName("userName")] string? UserName = null
);

/// <param name="StartTime">Unix seconds.</param>
/// <param name="Duration">Seconds.</param>
internal sealed record DailySession(string Id, double StartTime, double Duration = 0, bool Ongoing = false);

/// <param name="ParticipantId">Of the stay, as in the names of tracks.</param>
internal sealed record DailyParticipant(string ParticipantId, string? UserId = null, string? UserName = null);

/// <param name="Exp">Unix seconds after which the token lets nobody in; who is in stays.</param>
internal sealed record DailyTokenProperties(
    string RoomName,
    bool IsOwner,
    bool EnableRecordingUi,
    long Exp,
    string? UserId = null,
    string? UserName = null
);

internal sealed record DailyTokenRequest(DailyTokenProperties Properties);

internal sealed record DailyToken(string Token);

/// <param name="Type">Left out for a composed video where the service assumes it.</param>
internal sealed record DailyRecordingCall(string Type, [property: JsonPropertyName("instanceId")] Guid InstanceId);

/// <summary>A stored recording. Its kind is not told: with tracks it is raw tracks, with a key alone a composed video.</summary>
/// <param name="StartTs">Unix seconds.</param>
/// <param name="Duration">Seconds; missing while in progress.</param>
internal sealed record DailyRecording(
    string Id,
    string RoomName,
    double StartTs,
    string Status,
    double? Duration = null,
    [property: JsonPropertyName("s3key")] string? S3Key = null,
    IReadOnlyList<DailyTrack>? Tracks = null,
    [property: JsonPropertyName("mtgSessionId")] string? MtgSessionId = null
)
{
    public bool IsFinished => Status == "finished" && Duration is not null;
}

internal sealed record DailyTrack(string Type, [property: JsonPropertyName("s3Key")] string S3Key, long? Size = null);

/// <param name="Expires">Unix seconds.</param>
internal sealed record DailyAccessLink(string DownloadLink, long Expires);

/// <summary>The payload of <c>recording.ready-to-download</c>, which writes the key in another way than the list does.</summary>
/// <param name="Type">Missing in older ones.</param>
internal sealed record DailyReadyRecording(
    string RecordingId,
    string RoomName,
    double StartTs,
    string? Type = null,
    double? Duration = null,
    string? S3Key = null,
    IReadOnlyList<DailyTrack>? Tracks = null
);
