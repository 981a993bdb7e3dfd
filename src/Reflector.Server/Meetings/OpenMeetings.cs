namespace Reflector.Server.Meetings;

internal static class OpenMeetings
{
    /// <summary>Those that can be entered, the one that ends last first.</summary>
    public static IQueryable<Meeting> OpenIn(this IQueryable<Meeting> meetings, string roomId, DateTimeOffset now) =>
        meetings
            .Where(meeting => meeting.RoomId == roomId && meeting.IsActive && meeting.EndDate > now)
            .OrderByDescending(meeting => meeting.EndDate)
            .ThenBy(meeting => meeting.Id);
}
