using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;

namespace Reflector.Server.Tests.Rooms;

/// <summary>The button that tries a room's webhook.</summary>
public sealed class WebhookTestTests(WebhookReceiver receiver) : IClassFixture<WebhookReceiver>
{
    [Fact]
    public async Task The_test_event_arrives_signed()
    {
        var room = await RoomAsync($"{receiver.Address}/good");
        var result = await TestAsync(room);
        ((bool)result["success"]!).ShouldBeTrue();
        ((string)result["message"]!).ShouldBe("Webhook test successful");
        ((int)result["status_code"]!).ShouldBe(200);
        ((string)result["response_preview"]!).ShouldBe("thanks");

        var (_, headers, body) = receiver.Received.Single(item => item.Path == "/good");
        headers["X-Webhook-Event"].ShouldBe("test");
        headers["User-Agent"].ShouldBe("Reflector-Webhook/1.0");
        var signature = headers["X-Webhook-Signature"].Split(',');
        var hash = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes((string)room["webhook_secret"]!),
            Encoding.UTF8.GetBytes($"{signature[0]["t=".Length..]}.{body}")
        );
        signature[1].ShouldBe($"v1={Convert.ToHexStringLower(hash)}");
        long.Parse(signature[0]["t=".Length..], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        var sent = JsonNode.Parse(body)!;
        ((string)sent["event"]!).ShouldBe("test");
        ((string)sent["event_id"]!).Length.ShouldBe(32);
        ((string)sent["room"]!["name"]!).ShouldBe((string)room["name"]!);
        sent.AsObject().ContainsKey("calendar_event_data").ShouldBeTrue();
    }

    [Theory]
    [InlineData("/bad", "HTTP 410")]
    [InlineData("/elsewhere", "HTTP 302")]
    [InlineData("/missing", "HTTP 404")]
    public async Task An_answer_that_is_no_success_is_shown(string path, string error)
    {
        var result = await TestAsync(await RoomAsync(receiver.Address + path));
        ((bool)result["success"]!).ShouldBeFalse();
        ((string)result["error"]!).ShouldBe(error);
    }

    [Fact]
    public async Task A_long_answer_is_cut() =>
        ((string)(await TestAsync(await RoomAsync($"{receiver.Address}/long")))["response_preview"]!).Length.ShouldBe(
            2048
        );

    [Fact]
    public async Task A_room_without_a_webhook_says_so() =>
        ((string)(await TestAsync(await RoomAsync(null)))["error"]!).ShouldBe("No webhook URL configured");

    [Fact]
    public async Task Nobody_listening_is_a_sentence() =>
        ((string)(await TestAsync(await RoomAsync("http://127.0.0.1:1/")))["error"]!).ShouldBe(
            "Could not connect to webhook URL: ConnectionError"
        );

    [Theory]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]/")]
    [InlineData("http://0x7f000002/")]
    [InlineData("http://[::ffff:192.168.0.1]/")]
    public async Task Our_own_network_is_not_called(string url) =>
        ((string)(await TestAsync(await RoomAsync(url)))["error"]!).ShouldContain("private network");

    [Theory]
    [InlineData("other", 403)]
    [InlineData(HeaderCallerSource.Administrator, 403)]
    [InlineData(HeaderCallerSource.Anonymous, 401)]
    public async Task Only_the_owner_tries_it(string user, int status)
    {
        var room = await RoomAsync($"{receiver.Address}/good", isShared: true);
        using var client = receiver.Server.ClientOf(user);
        using var answer = await client.PostAsync($"/v1/rooms/{room["id"]}/webhook/test", null);
        await answer.RefusedAsync(status);
        receiver.Received.ShouldNotContain(item => item.Body.Contains((string)room["id"]!, StringComparison.Ordinal));
    }

    private async Task<JsonNode> RoomAsync(string? url, bool isShared = false)
    {
        using var created = await receiver.Server.Client.PostAsync(
            "/v1/rooms",
            new StringContent(
                new JsonObject
                {
                    ["name"] = AcmeServer.NewName(),
                    ["webhook_url"] = url,
                    ["is_shared"] = isShared,
                }.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            )
        );
        return await receiver.Server.GetAsync($"/v1/rooms/{(await created.OkAsync())["id"]}");
    }

    private async Task<JsonNode> TestAsync(JsonNode room)
    {
        using var answer = await receiver.Server.Client.PostAsync($"/v1/rooms/{room["id"]}/webhook/test", null);
        return await answer.OkAsync();
    }
}
