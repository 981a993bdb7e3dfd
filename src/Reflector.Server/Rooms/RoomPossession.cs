using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.People;
using Reflector.Server.Database;

namespace Reflector.Server.Rooms;

internal sealed class RoomPossession : IPossession
{
    public string Plural => "rooms";

    public Task<int> CountAsync(ReflectorDb db, string userId, CancellationToken cancellationToken) =>
        db.Rooms.CountAsync(room => room.UserId == userId, cancellationToken);

    public Task MoveAsync(ReflectorDb db, string fromUserId, string toUserId, CancellationToken cancellationToken) =>
        db
            .Rooms.Where(room => room.UserId == fromUserId)
            .ExecuteUpdateAsync(row => row.SetProperty(room => room.UserId, toUserId), cancellationToken);
}
