using Reflector.Server.Calendars;
using Reflector.Server.Meetings.Recordings;

namespace Reflector.Server.Meetings;

internal static class MeetingMapping
{
    /// <summary>The meeting as the owner of its room, or anybody else, may see it.</summary>
    public static MeetingView ToView(this Meeting meeting, bool toOwner, MeetingVideo? video = null) =>
        new(
            meeting.Id,
            meeting.RoomName,
            meeting.RoomUrl,
            toOwner ? meeting.HostRoomUrl : "",
            meeting.StartDate,
            meeting.EndDate,
            UserId: null,
            meeting.RoomId,
            meeting.IsLocked,
            meeting.RoomMode,
            meeting.RecordingType,
            meeting.RecordingTrigger,
            meeting.SkipConsent,
            meeting.ConsentPolicy,
            meeting.NumClients,
            meeting.IsActive,
            meeting.CalendarEventId,
            toOwner ? meeting.CalendarMetadata : null,
            meeting.Platform,
            meeting.RecordingSince,
            toOwner ? video?.ObjectKey : null,
            video?.Duration,
            video is not null,
            video?.Duration
        );

    public static CalendarEventResponse ToResponse(this CalendarEvent item, bool toOwner) =>
        new(
            item.Id,
            item.RoomId,
            item.IcsUid,
            item.Title,
            toOwner ? item.Description : null,
            item.StartTime,
            item.EndTime,
            toOwner ? item.Attendees : null,
            item.Location,
            item.LastSynced,
            item.CreatedAt,
            item.UpdatedAt
        );
}
