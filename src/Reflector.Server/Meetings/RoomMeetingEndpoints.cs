using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Meetings.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings;

/// <summary>Meetings of a room, open to whoever knows the room's address.</summary>
internal static class RoomMeetingEndpoints
{
    private static readonly TimeSpan LongestToken = TimeSpan.FromHours(3);

    public static void MapRoomMeetings(this IEndpointRouteBuilder rooms)
    {
        rooms
            .MapPost("/{room_name}/meeting", CreateAsync)
            .WithName("v1_rooms_create_meeting")
            .WithSummary("The room's open meeting, or a new one");
        rooms
            .MapGet("/{room_name}/meetings", ListEventsAsync)
            .WithName("v1_rooms_list_meetings")
            .WithSummary("Every event of the room's calendar");
        rooms
            .MapGet("/{room_name}/meetings/upcoming", ListUpcomingAsync)
            .WithName("v1_rooms_list_upcoming_meetings")
            .WithSummary("Events of the room's calendar that go on or begin soon");
        rooms
            .MapGet("/{room_name}/meetings/active", ListActiveAsync)
            .WithName("v1_rooms_list_active_meetings")
            .WithSummary("The room's open meetings");
        rooms
            .MapGet("/{room_name}/meetings/recent", ListRecentAsync)
            .WithName("v1_rooms_list_recent_meetings")
            .WithSummary("The room's last twenty meetings, open or over, for its owner");
        rooms
            .MapGet("/{room_name}/meetings/{meeting_id}", GetAsync)
            .WithName("v1_rooms_get_meeting")
            .WithSummary("Read a meeting");
        rooms
            .MapPost("/{room_name}/meetings/{meeting_id}/join", JoinAsync)
            .WithName("v1_rooms_join_meeting")
            .WithSummary("The meeting with the address to enter it by");
    }

    private static async Task<MeetingView> CreateAsync(
        string room_name,
        CreateRoomMeeting request,
        ReflectorDb db,
        MeetingOpening opening,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ByNameAsync(room_name, cancellationToken);
        var isOwner = room.IsOwnedBy(caller);
        if (request.AllowDuplicated != true)
        {
            var meeting = await opening.OpenAsync(room, cancellationToken);
            return meeting.ToView(isOwner, await db.FirstVideoAsync(meeting.Id, cancellationToken));
        }
        var mayOpenAnother = isOwner || caller.IsAdministrator || (room.IsShared && caller.UserId is not null);
        if (!mayOpenAnother)
            throw ApiException.Forbidden("Only the room's owner can open another meeting beside the one that is open");
        return (await opening.OpenAnotherAsync(room, cancellationToken)).ToView(isOwner);
    }

    private static Task<List<CalendarEventResponse>> ListEventsAsync(
        string room_name,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    ) => EventsAsync(db, room_name, caller, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken);

    private static Task<List<CalendarEventResponse>> ListUpcomingAsync(
        string room_name,
        ReflectorDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken,
        int minutes_ahead = 120
    )
    {
        if (minutes_ahead is < 0 or > 60 * 24 * 366)
            throw new ApiValidationException(
                "range",
                ["query", "minutes_ahead"],
                "Input should be between 0 and 527040",
                minutes_ahead
            );
        var now = clock.GetUtcNow();
        return EventsAsync(db, room_name, caller, now, now.AddMinutes(minutes_ahead), cancellationToken);
    }

    private static async Task<List<CalendarEventResponse>> EventsAsync(
        ReflectorDb db,
        string roomName,
        Caller caller,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ByNameAsync(roomName, cancellationToken);
        var events = await db
            .CalendarEvents.AsNoTracking()
            .Where(item => item.RoomId == room.Id && !item.IsDeleted && item.StartTime <= to && item.EndTime >= from)
            .OrderBy(item => item.StartTime)
            .ToListAsync(cancellationToken);
        var isOwner = room.IsOwnedBy(caller);
        return [.. events.Select(item => item.ToResponse(isOwner))];
    }

    private static async Task<List<MeetingView>> ListActiveAsync(
        string room_name,
        ReflectorDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ByNameAsync(room_name, cancellationToken);
        var meetings = await db
            .Meetings.AsNoTracking()
            .OpenIn(room.Id, clock.GetUtcNow())
            .ToListAsync(cancellationToken);
        var isOwner = room.IsOwnedBy(caller);
        var videos = await db.FirstVideosAsync(meetings.Select(meeting => meeting.Id), cancellationToken);
        return [.. meetings.Select(meeting => meeting.ToView(isOwner, videos.GetValueOrDefault(meeting.Id)))];
    }

    private static async Task<List<MeetingView>> ListRecentAsync(
        string room_name,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        _ = caller.RequiredUserId;
        var room = await db.Rooms.AsNoTracking().ByNameAsync(room_name, cancellationToken);
        var isOwner = room.IsOwnedBy(caller);
        if (!isOwner && !caller.IsAdministrator)
            throw ApiException.Forbidden("Only the room owner can see meetings that are over");
        var meetings = await db
            .Meetings.AsNoTracking()
            .Where(meeting => meeting.RoomId == room.Id && meeting.DeletedAt == null)
            .OrderByDescending(meeting => meeting.EndDate)
            .ThenBy(meeting => meeting.Id)
            .Take(20)
            .ToListAsync(cancellationToken);
        var videos = await db.FirstVideosAsync(meetings.Select(meeting => meeting.Id), cancellationToken);
        return [.. meetings.Select(meeting => meeting.ToView(isOwner, videos.GetValueOrDefault(meeting.Id)))];
    }

    private static async Task<MeetingView> GetAsync(
        string room_name,
        string meeting_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (room, meeting) = await FindAsync(db, room_name, meeting_id, cancellationToken);
        return meeting.ToView(room.IsOwnedBy(caller), await db.FirstVideoAsync(meeting.Id, cancellationToken));
    }

    private static async Task<MeetingView> JoinAsync(
        string room_name,
        string meeting_id,
        ReflectorDb db,
        VideoPlatformFactory platforms,
        ParticipantTokens participants,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (room, meeting) = await FindAsync(db, room_name, meeting_id, cancellationToken);
        var now = clock.GetUtcNow();
        if (!meeting.IsActive)
            throw ApiException.BadRequest("Meeting is not active");
        if (meeting.EndDate <= now)
            throw ApiException.BadRequest("Meeting has ended");
        var isOwner = room.IsOwnedBy(caller);
        var view = meeting.ToView(isOwner, await db.FirstVideoAsync(meeting.Id, cancellationToken)) with
        {
            ParticipantToken = participants.Create(meeting),
        };
        if (caller.UserId is null || platforms.Get(meeting.Platform) is not IMeetingTokens tokens)
            return view;
        var expiresAt = now + LongestToken;
        var joinUrl = await tokens.CreateJoinUrlAsync(
            meeting.AtPlatform,
            new(
                caller.UserId,
                UserName: null,
                isOwner,
                MayRecord: meeting.RecordingType is RecordingType.Local
                    || meeting is { RecordingType: RecordingType.Cloud, SkipConsent: true },
                expiresAt < meeting.EndDate ? expiresAt : meeting.EndDate
            ),
            cancellationToken
        );
        return view with { RoomUrl = joinUrl.AbsoluteUri };
    }

    private static async Task<(Room Room, Meeting Meeting)> FindAsync(
        ReflectorDb db,
        string roomName,
        string meetingId,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().ByNameAsync(roomName, cancellationToken);
        var meeting = await db
            .Meetings.AsNoTracking()
            .FirstOrDefaultAsync(
                meeting => meeting.Id == meetingId && meeting.RoomId == room.Id && meeting.DeletedAt == null,
                cancellationToken
            );
        return (room, meeting ?? throw ApiException.NotFound("Meeting not found"));
    }
}
