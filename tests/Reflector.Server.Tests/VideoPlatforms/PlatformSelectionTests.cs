using Reflector.Server.Configuration;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms;

public sealed class PlatformSelectionTests
{
    private const string Moved = "0198c7f0-5a3e-7c11-9f3a-2b8f5f0d6a10";

    [Theory]
    // Nothing is said: what is set up decides.
    [InlineData(null, null, false, false, "mock", "mock")]
    [InlineData(null, null, true, false, "whereby", "whereby")]
    [InlineData(null, null, false, true, "daily", "daily")]
    [InlineData(null, null, true, true, "whereby", "whereby")]
    // A default, without a migration.
    [InlineData(null, "daily", true, true, "daily", "daily")]
    [InlineData(null, "whereby", false, true, "whereby", "whereby")]
    [InlineData(null, "mock", true, true, "mock", "mock")]
    // The migration is off: Whereby, whatever else is said.
    [InlineData(false, null, false, true, "whereby", "whereby")]
    [InlineData(false, "daily", true, true, "whereby", "whereby")]
    // The migration is on: the listed rooms move, the others follow the default.
    [InlineData(true, null, true, true, "whereby", "daily")]
    [InlineData(true, "whereby", true, true, "whereby", "daily")]
    [InlineData(true, "daily", true, true, "daily", "daily")]
    [InlineData(true, "mock", true, true, "mock", "daily")]
    public void A_room_without_a_platform_of_its_own_follows_the_settings(
        bool? migration,
        string? byDefault,
        bool hasWhereby,
        bool hasDaily,
        string other,
        string moved
    )
    {
        foreach (var ids in new[] { $"[\"{Moved}\", \"room-xyz\"]", $"{Moved}, room-xyz" })
        {
            var selection = Selection(
                new()
                {
                    DailyMigrationEnabled = migration,
                    DefaultVideoPlatform = byDefault,
                    DailyMigrationRoomIds = ids,
                },
                hasWhereby,
                hasDaily
            );
            selection.For(Room("another", platform: null)).ShouldBe(other);
            selection.For(Room(Moved, platform: null)).ShouldBe(moved);
            selection.Default.ShouldBe(other);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_room_s_own_platform_comes_first(bool? migration) =>
        Selection(
                new()
                {
                    DailyMigrationEnabled = migration,
                    DefaultVideoPlatform = "daily",
                    DailyMigrationRoomIds = Moved,
                },
                hasWhereby: true,
                hasDaily: true
            )
            .For(Room(Moved, "mock"))
            .ShouldBe("mock");

    private static Room Room(string id, string? platform) =>
        new()
        {
            Id = id,
            Name = "team",
            UserId = "owner",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Platform = platform,
        };

    private static PlatformSelection Selection(ReflectorSettings settings, bool hasWhereby, bool hasDaily) =>
        new(
            new([new Known("whereby", hasWhereby), new Known("daily", hasDaily), new Known("mock", isSetUp: true)]),
            settings
        );

    private sealed class Known(string name, bool isSetUp) : VideoPlatformRegistration
    {
        public override string Name => name;

        public override string Label => name;

        public override IReadOnlyList<string> MissingSettings(ReflectorSettings settings) => isSetUp ? [] : ["KEY"];

        public override IVideoPlatform Create(IServiceProvider services) => new AcmePlatform();
    }
}
