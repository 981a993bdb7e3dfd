using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Http;

namespace Reflector.Server.Rooms;

/// <summary>Who may see and change a room.</summary>
internal static class RoomAccess
{
    public static bool IsOwnedBy(this Room room, Caller caller) =>
        caller.UserId is not null && room.UserId == caller.UserId;

    /// <summary>Rooms in the caller's list: their own and the shared ones.</summary>
    public static IQueryable<Room> ListedFor(this IQueryable<Room> rooms, Caller caller) =>
        rooms.Where(room => room.IsShared || (caller.UserId != null && room.UserId == caller.UserId));

    /// <summary>The room, if the caller may look at its settings.</summary>
    /// <exception cref="ApiException">404 when it does not exist, 403 when it is not the caller's to see.</exception>
    public static async Task<Room> ReadableAsync(
        this IQueryable<Room> rooms,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await rooms.ByIdAsync(id, cancellationToken);
        return room.IsShared || room.IsOwnedBy(caller) || caller.IsAdministrator
            ? room
            : throw ApiException.Forbidden("Room access denied");
    }

    /// <summary>The room, if the caller may change it: its owner and administrators may.</summary>
    public static async Task<Room> ChangeableAsync(
        this IQueryable<Room> rooms,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var room = await rooms.ByIdAsync(id, cancellationToken);
        return room.IsOwnedBy(caller) || caller.IsAdministrator ? room : throw ApiException.Forbidden("Not authorized");
    }

    /// <summary>The room that anybody with its address may enter.</summary>
    public static async Task<Room> ByNameAsync(
        this IQueryable<Room> rooms,
        string name,
        CancellationToken cancellationToken
    ) =>
        await rooms.FirstOrDefaultAsync(room => room.Name == name, cancellationToken)
        ?? throw ApiException.NotFound("Room not found");

    private static async Task<Room> ByIdAsync(
        this IQueryable<Room> rooms,
        string id,
        CancellationToken cancellationToken
    ) =>
        await rooms.FirstOrDefaultAsync(room => room.Id == id, cancellationToken)
        ?? throw ApiException.NotFound("Room not found");
}
