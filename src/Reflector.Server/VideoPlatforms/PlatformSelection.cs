using Reflector.Server.Configuration;
using Reflector.Server.Rooms;

namespace Reflector.Server.VideoPlatforms;

/// <summary>Which platform a room's next meeting uses.</summary>
internal sealed class PlatformSelection(VideoPlatformRegistry registry, ReflectorSettings settings)
{
    private readonly HashSet<string> _migrated = [.. StringListAttribute.Parse(settings.DailyMigrationRoomIds) ?? []];

    private static readonly string[] Preferred = ["whereby", "daily"];

    public string For(Room room) => room.Platform ?? ForRoomWithoutOwn(room.Id);

    /// <summary>Of a room that names none and is not created yet.</summary>
    public string Default => ForRoomWithoutOwn(roomId: null);

    private string ForRoomWithoutOwn(string? roomId) =>
        settings.DailyMigrationEnabled switch
        {
            false => "whereby",
            true when roomId is not null && _migrated.Contains(roomId) => "daily",
            true => settings.DefaultVideoPlatform ?? "whereby",
            null => settings.DefaultVideoPlatform ?? FirstThatIsSetUp,
        };

    private string FirstThatIsSetUp =>
        Preferred.FirstOrDefault(name =>
            registry.Contains(name) && registry.Get(name).MissingSettings(settings).Count == 0
        ) ?? "mock";
}
