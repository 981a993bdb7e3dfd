namespace Reflector.Server.Rooms;

internal static class RoomsExtensions
{
    public static IServiceCollection AddRooms(this IServiceCollection services) =>
        services.AddSingleton<RoomActivity>();
}
