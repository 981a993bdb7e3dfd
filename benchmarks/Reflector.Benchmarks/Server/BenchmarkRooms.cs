using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Reflector.Benchmarks.Server;

internal static class BenchmarkRooms
{
    /// <summary>A new room.</summary>
    /// <returns>Its name.</returns>
    public static async Task<string> CreateAsync(
        HttpClient client,
        string platform,
        CancellationToken cancellationToken
    )
    {
        var name = $"room-{Guid.CreateVersion7()}";
        using var answer = await client.PostAsJsonAsync("/v1/rooms", new { name, platform }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return name;
    }

    /// <summary>A meeting in a new room.</summary>
    /// <returns>The meeting's id.</returns>
    public static async Task<string> OpenAsync(HttpClient client, string platform, CancellationToken cancellationToken)
    {
        var room = await CreateAsync(client, platform, cancellationToken);
        using var answer = await client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["id"]!;
    }
}
