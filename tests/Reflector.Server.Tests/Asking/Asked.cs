using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Reflector.Server.Tests.Asking;

/// <summary>A question as a program puts it.</summary>
internal static class Asked
{
    public static async Task<List<(string Event, JsonNode Data)>> OfAsync(
        HttpClient client,
        string path,
        object question
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(question) };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await using var body = await answer.Content.ReadAsStreamAsync();
        var frames = new List<(string, JsonNode)>();
        await foreach (var item in SseParser.Create(body).EnumerateAsync())
            frames.Add((item.EventType, JsonNode.Parse(item.Data)!));
        return frames;
    }
}
