using System.ComponentModel;
using Reflector.Server.Rooms;

namespace Reflector.Server.Meetings;

/// <param name="RoomName">The platform's name of its room.</param>
/// <param name="HostRoomUrl">Empty for everybody but the room's owner.</param>
/// <param name="UserId">Always null.</param>
/// <param name="NumClients">People in it.</param>
/// <param name="CalendarMetadata">Shown to the room's owner only.</param>
/// <param name="DailyComposedVideoS3Key">Of the first video of it; shown to the room's owner only.</param>
/// <param name="DailyComposedVideoDuration">Seconds.</param>
/// <param name="CloudRecordingAvailable">There is a video under <c>cloud-recording</c>, for those who may see it.</param>
/// <param name="CloudRecordingDuration">Seconds, of the first.</param>
/// <param name="ParticipantToken">In the answer to joining: with it somebody without an account can have the meeting recorded.</param>
/// <param name="RecordingSince">Null while it is not recorded, or the platform does not tell.</param>
internal record MeetingView(
    string Id,
    string RoomName,
    string RoomUrl,
    string HostRoomUrl,
    DateTimeOffset StartDate,
    DateTimeOffset EndDate,
    string? UserId,
    string? RoomId,
    bool IsLocked,
    RoomMode RoomMode,
    RecordingType RecordingType,
    RecordingTrigger RecordingTrigger,
    bool SkipConsent,
    ConsentPolicy ConsentPolicy,
    int NumClients,
    bool IsActive,
    string? CalendarEventId,
    CalendarMetadata? CalendarMetadata,
    string Platform,
    DateTimeOffset? RecordingSince,
    string? DailyComposedVideoS3Key,
    int? DailyComposedVideoDuration,
    bool CloudRecordingAvailable,
    int? CloudRecordingDuration,
    string? ParticipantToken = null
);

/// <param name="AllowDuplicated">Another meeting beside the one that is open; for the room's owner, and for everybody with an account in shared rooms.</param>
internal sealed record CreateRoomMeeting([property: DefaultValue(false)] bool? AllowDuplicated = false);

/// <param name="Description">Shown to the room's owner only.</param>
/// <param name="Attendees">Shown to the room's owner only.</param>
internal sealed record CalendarEventResponse(
    string Id,
    string RoomId,
    string IcsUid,
    string? Title,
    string? Description,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    IReadOnlyList<Attendee>? Attendees,
    string? Location,
    DateTimeOffset LastSynced,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <param name="ParticipantId">Random id that the browser of somebody without an account keeps, 8 to 64 characters; without it every answer counts as another person's.</param>
/// <param name="ParticipantName">As the participant calls themself.</param>
internal sealed record MeetingConsentRequest(
    bool ConsentGiven,
    string? ParticipantId = null,
    string? ParticipantName = null
);

internal sealed record MeetingConsentResponse(string Status, string ConsentId);

/// <param name="ConsentGiven">Null before the caller answered.</param>
internal sealed record OwnConsent(bool? ConsentGiven, DateTimeOffset? AnsweredAt);

/// <param name="UserId">Null for somebody without an account.</param>
/// <param name="FirstAnsweredAt">Before <paramref name="AnsweredAt"/> when the answer was changed.</param>
internal sealed record ConsentAnswer(
    string Id,
    string? UserId,
    string? Name,
    bool ConsentGiven,
    DateTimeOffset FirstAnsweredAt,
    DateTimeOffset AnsweredAt
);

internal sealed record MeetingStatus(string Status, string MeetingId);
