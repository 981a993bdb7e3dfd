namespace Reflector.EndToEnd.Tests.Browser.Rooms;

/// <summary>Tests of rooms and meetings, on one server with accounts and all video platforms.</summary>
[CollectionDefinition(Name)]
public sealed class RoomTests : ICollectionFixture<RoomsFixture>
{
    public const string Name = "Rooms";
}
