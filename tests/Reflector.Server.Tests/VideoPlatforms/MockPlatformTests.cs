using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms;

[Collection(nameof(AcmeServer))]
public sealed class MockPlatformTests(AcmeServer acme, SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => acme.Server;

    [Fact]
    public async Task People_come_and_go()
    {
        var (room, meeting) = await MeetingAsync();
        var ada = await JoinAsync(meeting, "Ada");
        await JoinAsync(meeting, "Grace");
        (await PeopleAsync(meeting)).ShouldBe(["Ada", "Grace"]);
        (await LiveAsync(room)).ShouldBe(2);
        using var left = await Server.Client.DeleteAsync($"/v1/mock/meetings/{meeting}/participants/{ada}");
        await left.OkAsync();
        (await PeopleAsync(meeting)).ShouldBe(["Grace"]);
        (await LiveAsync(room)).ShouldBe(1);
    }

    [Fact]
    public async Task Ending_the_call_sends_everybody_out()
    {
        var (_, meeting) = await MeetingAsync();
        await JoinAsync(meeting, "Ada");
        var platform = Server.Services.GetRequiredService<VideoPlatformFactory>().Get("mock");
        var there = new PlatformMeeting(meeting, "", "");
        (await platform.GetSessionsAsync(there, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem()
            .EndedAt.ShouldBeNull();
        await platform.DeleteRoomAsync(there, TestContext.Current.CancellationToken);
        (await PeopleAsync(meeting)).ShouldBeEmpty();
        (await platform.GetSessionsAsync(there, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem()
            .EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_practice_room_gets_full()
    {
        var (_, meeting) = await MeetingAsync();
        for (var number = 0; number < 200; number++)
            await JoinAsync(meeting, null);
        using var refused = await Server.Client.PostAsJsonAsync(
            $"/v1/mock/meetings/{meeting}/participants",
            new { name = "One too many" }
        );
        (await refused.RefusedAsync(400)).ShouldBe("The practice room is full");
    }

    [Fact]
    public async Task A_meeting_of_another_platform_is_not_found()
    {
        var meeting = await acme.MeetingAsync((string)(await acme.RoomAsync())["name"]!);
        using var refused = await Server.Client.PostAsJsonAsync(
            $"/v1/mock/meetings/{meeting["id"]}/participants",
            new { name = "Ada" }
        );
        await refused.RefusedAsync(404);
    }

    [Fact]
    public async Task Without_its_setting_nobody_is_made()
    {
        using var refused = await shared.Server.Client.PostAsJsonAsync(
            "/v1/mock/meetings/any/participants",
            new { name = "Ada" }
        );
        await refused.RefusedAsync(404);
    }

    [Fact]
    public void It_believes_no_webhook() =>
        Server
            .Services.GetRequiredService<VideoPlatformFactory>()
            .Get("mock")
            .VerifyWebhook(new("{}"u8.ToArray(), new Microsoft.AspNetCore.Http.HeaderDictionary(), default))
            .ShouldBeFalse();

    [Theory]
    [InlineData("signed {}", 200)]
    [InlineData("forged", 401)]
    public async Task A_platform_from_outside_has_webhooks_of_its_own(string signature, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/acme") { Content = new StringContent("{}") };
        request.Headers.Add("acme-signature", signature);
        using var answer = await Server.Client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    private async Task<(JsonNode Room, string Meeting)> MeetingAsync()
    {
        var room = await acme.RoomAsync(new { platform = "mock" });
        return (room, (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!);
    }

    private async Task<string> JoinAsync(string meeting, string? name)
    {
        using var answer = await Server.Client.PostAsJsonAsync(
            $"/v1/mock/meetings/{meeting}/participants",
            new { name }
        );
        return (string)(await answer.OkAsync())["session_id"]!;
    }

    private async Task<List<string>> PeopleAsync(string meeting) =>
        [
            .. (await Server.GetAsync($"/v1/mock/meetings/{meeting}/participants"))
                .AsArray()
                .Select(person => (string)person!["name"]!),
        ];

    private async Task<int> LiveAsync(JsonNode room)
    {
        using var owner = Server.ClientOf("owner");
        return (int)(await Server.GetAsync($"/v1/rooms/{room["id"]}", owner))["live"]!["participants"]!;
    }
}
