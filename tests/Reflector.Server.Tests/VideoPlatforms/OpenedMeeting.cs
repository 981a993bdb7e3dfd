using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Meetings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.Tests.VideoPlatforms;

/// <summary>A meeting, opened in a room of its own.</summary>
internal sealed record OpenedMeeting(TestServer Server, string Room, string Id, string PlatformRoom, JsonNode Answer)
{
    /// <param name="server">Where.</param>
    /// <param name="platform">At which platform.</param>
    /// <param name="settings">Of the room, besides.</param>
    public static async Task<OpenedMeeting> OpenAsync(TestServer server, string platform, object? settings = null)
    {
        var name = await CreateRoomAsync(server, platform, settings);
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{name}/meeting", new { });
        var meeting = await answer.OkAsync();
        return new(server, name, (string)meeting["id"]!, ((string)meeting["room_name"]!).TrimStart('/'), meeting);
    }

    /// <returns>The room's name.</returns>
    public static async Task<string> CreateRoomAsync(TestServer server, string platform, object? settings = null)
    {
        var name = "room-" + Guid.CreateVersion7().ToString("N")[^12..];
        var room = JsonSerializer.SerializeToNode(settings ?? new { })!.AsObject();
        room["name"] = name;
        room["platform"] = platform;
        using var answer = await server.Client.PostAsJsonAsync("/v1/rooms", room);
        await answer.OkAsync();
        return name;
    }

    /// <summary>After everything that was stored so far is applied.</summary>
    public async Task<Meeting> NowAsync()
    {
        var application = Server.Services.GetRequiredService<WebhookApplication>();
        while (await Server.QueryAsync(db => IsWaiting(db.WebhookEvents)))
            await application.ApplyNextAsync(CancellationToken.None);
        return await Server.QueryAsync(db => db.Meetings.AsNoTracking().SingleAsync(meeting => meeting.Id == Id));
    }

    private static Task<bool> IsWaiting(IQueryable<WebhookEvent> events) =>
        events.AnyAsync(item => item.AppliedAt == null && item.FailedAt == null);
}
