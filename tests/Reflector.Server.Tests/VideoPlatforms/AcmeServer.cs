using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms;

[CollectionDefinition(nameof(AcmeServer))]
public sealed class OnAcme : ICollectionFixture<AcmeServer>;

/// <summary>A server whose rooms meet on <see cref="AcmePlatform"/>, which is added from outside, as one registration.</summary>
public sealed class AcmeServer(PostgresFixture postgres) : IAsyncLifetime
{
    internal AcmePlatform Acme { get; } = new();

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal)
        {
            ["DEFAULT_VIDEO_PLATFORM"] = "acme",
            ["MOCK_PLATFORM_API"] = "true",
        };
        Server = await TestServer.StartAsync(
            postgres,
            settings,
            configure: builder =>
                builder.Services.AddVideoPlatform(new AcmeRegistration(Acme), TestServer.Settings(".", settings))
        );
    }

    /// <summary>A room of <c>owner</c>'s.</summary>
    internal async Task<JsonNode> RoomAsync(object? settings = null)
    {
        using var owner = Server.ClientOf("owner");
        var room = JsonSerializer.SerializeToNode(settings ?? new { })!.AsObject();
        room["name"] ??= NewName();
        using var answer = await owner.PostAsJsonAsync("/v1/rooms", room);
        return await answer.OkAsync();
    }

    /// <summary>The open meeting of a room, as <paramref name="user"/> gets it.</summary>
    internal async Task<JsonNode> MeetingAsync(string room, string user = "owner", bool another = false)
    {
        using var client = Server.ClientOf(user);
        using var answer = await client.PostAsJsonAsync(
            $"/v1/rooms/{room}/meeting",
            new { allow_duplicated = another }
        );
        return await answer.OkAsync();
    }

    internal static string NewName() => $"room-{Guid.CreateVersion7()}";

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
