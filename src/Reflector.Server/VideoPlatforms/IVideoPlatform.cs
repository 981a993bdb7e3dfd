using Reflector.Server.Rooms;

namespace Reflector.Server.VideoPlatforms;

/// <summary>
/// A service that carries the calls. Everything that it refuses or fails to do is a <see cref="VideoPlatformException"/>;
/// what only some services can do is asked for by type: <see cref="IMeetingTokens"/>, <see cref="IPresence"/>,
/// <see cref="IRecordingControl"/>, <see cref="IRecordingLinks"/>, <see cref="IRecordingParticipants"/>,
/// <see cref="IRecordingList"/>.
/// </summary>
internal interface IVideoPlatform
{
    Task<MeetingData> CreateMeetingAsync(MeetingRequest request, CancellationToken cancellationToken);

    /// <summary>From the first person's joining to the last one's leaving, as far as the service tells.</summary>
    Task<IReadOnlyList<RoomSession>> GetSessionsAsync(PlatformMeeting meeting, CancellationToken cancellationToken);

    /// <summary>Ends the call for everybody in it. A room that is gone already is no error.</summary>
    Task DeleteRoomAsync(PlatformMeeting meeting, CancellationToken cancellationToken);

    /// <param name="meeting">Whose room shows the logo.</param>
    /// <param name="logo">A PNG.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task UploadLogoAsync(PlatformMeeting meeting, Stream logo, CancellationToken cancellationToken);

    /// <summary>Whether the service itself sent this, and just now.</summary>
    bool VerifyWebhook(WebhookRequest request);
}

/// <summary>Services that give each participant a pass with a name and rights.</summary>
internal interface IMeetingTokens
{
    /// <returns>The meeting's address for this one person.</returns>
    Task<Uri> CreateJoinUrlAsync(
        PlatformMeeting meeting,
        JoiningParticipant participant,
        CancellationToken cancellationToken
    );
}

/// <summary>Services that say who is in a call.</summary>
internal interface IPresence
{
    Task<IReadOnlyList<PresentParticipant>> GetPresenceAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    );
}

/// <summary>Services whose recordings our server starts and stops.</summary>
internal interface IRecordingControl
{
    /// <param name="meeting">In which somebody is.</param>
    /// <param name="kind">What is recorded.</param>
    /// <param name="instanceId">The same for everybody who asks for the same recording; another for another.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<RecordingStart> StartRecordingAsync(
        PlatformMeeting meeting,
        PlatformRecordingKind kind,
        Guid instanceId,
        CancellationToken cancellationToken
    );

    /// <summary>A recording that has ended already is no error.</summary>
    Task StopRecordingAsync(
        PlatformMeeting meeting,
        PlatformRecordingKind kind,
        Guid instanceId,
        CancellationToken cancellationToken
    );
}

/// <summary>Services that keep recordings with themselves and give out addresses of them.</summary>
internal interface IRecordingLinks
{
    Task<Uri> LinkAsync(string platformRecordingId, TimeSpan validFor, CancellationToken cancellationToken);
}

/// <summary>Services that say who was in a recording.</summary>
internal interface IRecordingParticipants
{
    /// <param name="recordingId">The service's own id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Each stay once; none where the service does not know.</returns>
    Task<IReadOnlyList<RecordedParticipant>> GetParticipantsAsync(
        string recordingId,
        CancellationToken cancellationToken
    );
}

/// <summary>Services that go on listing a recording when its objects in our bucket are deleted.</summary>
internal interface IRecordingList
{
    /// <returns>Whether the service, asked afterwards, knows it no more. One that it never knew is no error.</returns>
    Task<bool> DeleteRecordingAsync(string recordingId, CancellationToken cancellationToken);
}

/// <summary>What a meeting is to be like.</summary>
/// <param name="RoomName">Ours: <c>[a-z0-9-]</c>, at most 64.</param>
/// <param name="EndDate">When the service may close it.</param>
internal sealed record MeetingRequest(
    string RoomName,
    DateTimeOffset EndDate,
    bool IsLocked,
    RoomMode RoomMode,
    RecordingType RecordingType,
    RecordingTrigger RecordingTrigger
);

/// <summary>A created meeting, the same for every service.</summary>
/// <param name="Platform">Name of the service.</param>
/// <param name="MeetingId">The service's own id.</param>
/// <param name="RoomName">The service's own name of the room.</param>
/// <param name="RoomUrl">For everybody.</param>
/// <param name="HostRoomUrl">For whoever leads it; may equal <paramref name="RoomUrl"/>.</param>
internal sealed record MeetingData(
    string Platform,
    string MeetingId,
    string RoomName,
    string RoomUrl,
    string HostRoomUrl,
    DateTimeOffset StartDate,
    DateTimeOffset EndDate
);

/// <summary>A meeting as its service knows it.</summary>
internal sealed record PlatformMeeting(string MeetingId, string RoomName, string RoomUrl);

/// <param name="EndedAt">Null while somebody is in it.</param>
internal sealed record RoomSession(string SessionId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <param name="SessionId">Of one person's stay.</param>
/// <param name="UserId">Our user's id, where the service was told it.</param>
internal sealed record PresentParticipant(string SessionId, string? UserId, string? UserName, DateTimeOffset JoinedAt);

/// <param name="SessionId">Of one person's stay; tracks bear it.</param>
/// <param name="UserId">Our user's id, where the service was told it.</param>
internal sealed record RecordedParticipant(string SessionId, string? UserId, string? UserName);

/// <param name="UserId">Null for somebody without an account.</param>
/// <param name="IsOwner">Leads the meeting.</param>
/// <param name="MayRecord">Is shown the service's own recording button.</param>
/// <param name="ExpiresAt">Until when the pass lets in; nobody is thrown out then.</param>
internal sealed record JoiningParticipant(
    string? UserId,
    string? UserName,
    bool IsOwner,
    bool MayRecord,
    DateTimeOffset ExpiresAt
);

internal enum PlatformRecordingKind
{
    /// <summary>One composed video.</summary>
    Cloud,

    /// <summary>One file per participant and track.</summary>
    RawTracks,
}

internal enum RecordingStart
{
    Started,
    AlreadyActive,

    /// <summary>Nobody is in the call yet: ask again in a few seconds.</summary>
    NobodyIsIn,
}

/// <param name="Body">Exactly as received.</param>
/// <param name="ReceivedAt">Now.</param>
internal sealed record WebhookRequest(ReadOnlyMemory<byte> Body, IHeaderDictionary Headers, DateTimeOffset ReceivedAt);
