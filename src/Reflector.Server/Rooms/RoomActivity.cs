using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;

namespace Reflector.Server.Rooms;

/// <summary>What goes on in rooms at the moment.</summary>
internal sealed class RoomActivity(TimeProvider clock)
{
    public async Task<RoomLive> OfAsync(ReflectorDb db, string roomId, CancellationToken cancellationToken) =>
        (await OfAsync(db, [roomId], cancellationToken))[roomId];

    /// <returns>For each of the given rooms.</returns>
    public async Task<IReadOnlyDictionary<string, RoomLive>> OfAsync(
        ReflectorDb db,
        IReadOnlyList<string> roomIds,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var live = await db
            .Meetings.Where(meeting =>
                meeting.RoomId != null && roomIds.Contains(meeting.RoomId) && meeting.IsActive && meeting.EndDate > now
            )
            .GroupBy(meeting => meeting.RoomId!)
            .Select(meetings => new
            {
                RoomId = meetings.Key,
                Live = new RoomLive(
                    meetings.Count(),
                    meetings.Sum(meeting => meeting.NumClients),
                    meetings.Any(meeting => meeting.RecordingSince != null)
                ),
            })
            .ToDictionaryAsync(row => row.RoomId, row => row.Live, StringComparer.Ordinal, cancellationToken);
        return roomIds.ToDictionary(id => id, id => live.GetValueOrDefault(id, RoomLive.Quiet), StringComparer.Ordinal);
    }
}
