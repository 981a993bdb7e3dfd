using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Library;

internal static class WrittenRooms
{
    /// <returns>Its id.</returns>
    public static Task<string> RoomAsync(
        this TestServer server,
        string owner,
        bool isShared = false,
        string? name = null
    ) =>
        server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = name ?? $"room-{Guid.CreateVersion7()}",
                UserId = owner,
                IsShared = isShared,
                IcsFetchInterval = 300,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            return room.Id;
        });
}
