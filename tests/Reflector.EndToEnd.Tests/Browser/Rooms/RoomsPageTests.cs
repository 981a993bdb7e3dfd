using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

[Collection(RoomTests.Name)]
public sealed class RoomsPageTests(RoomsFixture fixture)
{
    [Fact]
    public async Task A_room_is_made_changed_shared_and_deleted()
    {
        await using var owner = await fixture.OwnerAsync();
        var page = owner.Page;
        var taken = await fixture.RoomAsync(owner);
        await page.Button("New room").ClickAsync();
        await page.GetByLabel("Name").FillAsync(taken);
        await page.Button("Create room").ClickAsync();
        await Expect(page.GetByText("Another room has this name already")).ToBeVisibleAsync();
        await page.GetByLabel("Name").FillAsync("Über Planning!");
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("uber-planning-");
        await page.GetByRole(AriaRole.Tab, new() { Name = "WebHook" }).ClickAsync();
        await page.GetByLabel("Address").FillAsync("nowhere");
        await page.GetByRole(AriaRole.Tab, new() { Name = "General" }).ClickAsync();
        await page.Button("Create room").ClickAsync();
        await Expect(page.GetByLabel("Address")).ToBeVisibleAsync();
        await Expect(page.GetByText("Input should be an http")).ToBeVisibleAsync();
        await page.GetByLabel("Address").FillAsync("https://hook.example/");
        await page.Button("Create room").ClickAsync();
        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "uber-planning" });
        await Expect(row).ToContainTextAsync("Nobody in");

        await page.Button("More for uber-planning").ClickAsync();
        await page.Item("Settings").ClickAsync();
        await page.GetByText("People record on their own device").ClickAsync();
        await Expect(page.GetByText("Do not ask for consent")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Calendar" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Look for changes" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Every 30 minutes" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "WebHook" }).ClickAsync();
        await Expect(page.GetByLabel("Secret", new() { Exact = true })).ToHaveAttributeAsync("type", "password");
        await page.Button("Show the secret").ClickAsync();
        await Expect(page.GetByLabel("Secret", new() { Exact = true })).ToHaveAttributeAsync("type", "text");
        await page.Button("Save").ClickAsync();
        // The list shows it before it is stored; the settings close after.
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(row).ToContainTextAsync("Recorded by people in it");
        var stored = await owner.Context.APIRequest.GetAsync("/v1/rooms/name/uber-planning");
        (await stored.JsonAsync())!.Value.GetProperty("ics_fetch_interval").GetInt32().ShouldBe(1800);

        await page.Button("More for uber-planning").ClickAsync();
        await page.Item("Share with everybody here").ClickAsync();
        await Expect(row).ToContainTextAsync("Shared");

        await page.Button("More for uber-planning").ClickAsync();
        await page.Item("Delete…").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What was recorded in it stays");
        await page.Button("Delete").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        // The list forgets it before it is deleted.
        await Expect(page.GetByText("The room “uber-planning” was deleted.")).ToBeVisibleAsync();
        (await owner.Context.APIRequest.GetAsync("/v1/rooms/name/uber-planning")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_room_that_somebody_shares_can_be_joined_and_shows_no_secret_and_no_settings()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, isShared: true);
        await using var other = await fixture.PersonAsync("boris@example.org");
        var shared = other.Page.GetByRole(AriaRole.Region, new() { Name = "Shared rooms" });
        await Expect(shared.GetByRole(AriaRole.Link, new() { Name = room, Exact = true })).ToBeVisibleAsync();
        await other.Page.Button($"More for {room}").ClickAsync();
        await Expect(other.Page.Item("Copy link")).ToBeVisibleAsync();
        await Expect(other.Page.Item("Settings")).ToHaveCountAsync(0);
        await Expect(other.Page.Item("Delete…")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Daily_leaves_no_choice_of_size_and_trigger()
    {
        await using var owner = await fixture.OwnerAsync();
        var page = owner.Page;
        await page.Button("New room").ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Video platform" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "As the server is set (Whereby)" }))
            .ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Daily", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("More than four people")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Up to four people")).ToBeDisabledAsync();
        await Expect(page.GetByText("Daily leaves no choice here.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_list_follows_who_is_in()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner);
        await using var guest = await fixture.GuestAsync($"/{room}");
        await guest.Page.JoinAsync("Grace");
        await guest.Page.ShouldSeeAsync(false, "Grace");
        await owner.Page.ReloadAsync();
        var row = owner
            .Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { Has = owner.Page.GetByText(room, new() { Exact = true }) });
        await Expect(row).ToContainTextAsync("1 person in");
        await guest.Page.LeaveAsync(false);
        // Asked again every ten seconds.
        await Expect(row).ToContainTextAsync("Nobody in");
    }

    [Fact]
    public async Task The_command_palette_finds_rooms()
    {
        await using var owner = await fixture.OwnerAsync();
        var room = await fixture.RoomAsync(owner, name: "quarterly-review");
        await Expect(owner.Page.Heading("Rooms")).ToBeVisibleAsync();
        await owner.Page.Keyboard.PressAsync("Control+k");
        await owner.Page.GetByPlaceholder("Find a transcript, a room or a command").FillAsync("quarterly re");
        await owner.Page.GetByRole(AriaRole.Dialog).GetByText(room).ClickAsync();
        await Expect(owner.Page.Heading(room)).ToBeVisibleAsync();
    }
}
