using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

[Collection(RoomTests.Name)]
public sealed class TwoPeopleTests(RoomsFixture fixture)
{
    [Theory]
    [InlineData("whereby")]
    [InlineData("daily")]
    [InlineData("mock")]
    public async Task One_says_yes_and_one_no_and_the_owner_sees_both(string platform)
    {
        var isFramed = platform != "mock";
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, platform);
        await owner.Page.GotoAsync($"/{room}");
        await using var guest = await fixture.GuestAsync($"/{room}");

        await owner.Page.JoinAsync("Ada", isFramed);
        await owner.Page.ShouldSeeAsync(isFramed, "Ada");
        await guest.Page.JoinAsync("Grace", isFramed);
        await owner.Page.ShouldSeeAsync(isFramed, "Ada", "Grace");
        await guest.Page.ShouldSeeAsync(isFramed, "Ada", "Grace");

        await owner.Page.Question().GetByRole(AriaRole.Button, new() { Name = RoomParts.Yes }).ClickAsync();
        await Expect(owner.Page.Question()).ToBeHiddenAsync();
        await guest.Page.Question().GetByRole(AriaRole.Button, new() { Name = RoomParts.No }).ClickAsync();
        await Expect(guest.Page.Answer("Audio deleted after transcription")).ToBeVisibleAsync();
        await Expect(guest.Page.Button("Answers of everybody")).ToHaveCountAsync(0);

        await owner.Page.Button("Answers of everybody").ClickAsync();
        await Expect(owner.Page.Answers()).ToContainTextAsync(["AdaYes", "GraceNo"]);
        await Expect(owner.Page.GetByText("Somebody said no")).ToBeVisibleAsync();

        await guest.Page.LeaveAsync(isFramed);
        await Expect(guest.Page.Heading("You left the meeting")).ToBeVisibleAsync();
        await owner.Page.LeaveAsync(isFramed);
        await Expect(owner.Page.Heading("Rooms")).ToBeVisibleAsync();
        await KeptToThePolicyAsync(owner, guest);
    }

    [Theory]
    [InlineData("whereby")]
    [InlineData("daily")]
    public async Task Both_see_when_it_is_recorded(string platform)
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, platform);
        await owner.Page.GotoAsync($"/{room}");
        await using var guest = await fixture.GuestAsync($"/{room}");
        var sign = (IPage page) => page.GetByRole(AriaRole.Banner).GetByText("Recording", new() { Exact = true });

        await owner.Page.JoinAsync("Ada", isFramed: true);
        await owner.Page.ShouldSeeAsync(true, "Ada");
        // Whereby records by itself as soon as there are two; at Daily the page has it started by whoever joins.
        if (platform == "whereby")
            await Expect(sign(owner.Page)).ToBeHiddenAsync();
        else
            await Expect(sign(owner.Page)).ToBeVisibleAsync();
        await guest.Page.JoinAsync("Grace", isFramed: true);
        await guest.Page.ShouldSeeAsync(true, "Ada", "Grace");

        await Expect(sign(owner.Page)).ToBeVisibleAsync();
        await Expect(sign(guest.Page)).ToBeVisibleAsync();
        await Expect(guest.Page.Question()).ToContainTextAsync("is being recorded");
    }

    [Fact]
    public async Task A_second_meeting_in_the_same_room_asks_again()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace");
        await guest.Page.Button(RoomParts.Yes).ClickAsync();
        await Expect(guest.Page.Answer("Audio stored")).ToBeVisibleAsync();

        await guest.Page.ReloadAsync();
        await guest.Page.Button("Join").ClickAsync();
        await Expect(guest.Page.Answer("Audio stored")).ToBeVisibleAsync();
        await Expect(guest.Page.Question()).ToBeHiddenAsync();

        await EndAsync(owner, room);
        await Expect(guest.Page.Heading("The meeting has ended")).ToBeVisibleAsync();
        await guest.Page.GotoAsync($"/{room}");
        await guest.Page.Button("Join").ClickAsync();
        await Expect(guest.Page.Question()).ToBeVisibleAsync();
        await Expect(guest.Page.Answer("Not answered")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_Daily_s_own_buttons_is_one_that_reopens_the_question()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, "daily");
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace", isFramed: true);
        await guest.Page.Question().GetByRole(AriaRole.Button, new() { Name = "Decide later" }).ClickAsync();
        await Expect(guest.Page.Question()).ToBeHiddenAsync();

        var tray = guest.Page.Call();
        await tray.GetByRole(AriaRole.Button, new() { Name = "Recording (click to consent)" }).ClickAsync();
        await guest.Page.Question().GetByRole(AriaRole.Button, new() { Name = RoomParts.Yes }).ClickAsync();
        await tray.GetByRole(AriaRole.Button, new() { Name = "Recording", Exact = true }).ClickAsync();
        await Expect(guest.Page.Question()).ToBeVisibleAsync();
    }

    private static async Task EndAsync(Visit owner, string room)
    {
        var meetings = await (await owner.Context.APIRequest.GetAsync($"/v1/rooms/{room}/meetings/active")).JsonAsync();
        foreach (var meeting in meetings!.Value.EnumerateArray())
        {
            var id = meeting.GetProperty("id").GetString();
            (await owner.Context.APIRequest.PatchAsync($"/v1/meetings/{id}/deactivate")).Ok.ShouldBeTrue();
        }
    }

    private static async Task KeptToThePolicyAsync(params Visit[] visits)
    {
        foreach (var visit in visits)
            (await visit.Page.EvaluateAsync<string[]>("window.policyViolations")).ShouldBeEmpty();
    }
}
