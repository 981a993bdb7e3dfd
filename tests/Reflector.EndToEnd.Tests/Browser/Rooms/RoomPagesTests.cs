using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Rooms;

/// <summary>What holds for every page of rooms.</summary>
[Collection(RoomTests.Name)]
public sealed class RoomPagesTests(RoomsFixture fixture)
{
    [Fact]
    public async Task Axe_finds_nothing_serious_and_nothing_sticks_out()
    {
        await using var owner = await fixture.OwnerAsync();
        var page = owner.Page;
        var room = await fixture.RoomAsync(owner);
        var longRoom = await fixture.RoomAsync(owner, isShared: true, name: "l" + new string('o', 61) + "ng");
        await page.GotoAsync("/rooms");
        await Expect(page.GetByText(longRoom)).ToBeVisibleAsync();
        await CheckAsync(owner, "rooms");

        await page.Button("New room").ClickAsync();
        foreach (var tab in new[] { "General", "Calendar", "Share", "WebHook" })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await CheckAsync(owner, tab);
        }
        await page.GotoAsync("/no-such-room");
        await Expect(page.Heading("There is no room at this address")).ToBeVisibleAsync();
        await CheckAsync(owner, "unknown room");

        await page.GotoAsync($"/{longRoom}");
        await Expect(page.Button("Join")).ToBeVisibleAsync();
        await CheckAsync(owner, "door");
        await page.JoinAsync("Ada");
        await Expect(page.Question()).ToBeVisibleAsync();
        await CheckAsync(owner, "question");
        await page.Button(RoomParts.No).ClickAsync();
        await page.Button("Answers of everybody").ClickAsync();
        await Expect(page.Answers()).ToHaveCountAsync(1);
        await CheckAsync(owner, "answers");

        await owner.Context.APIRequest.PostAsync(
            $"/v1/rooms/{room}/meeting",
            new() { DataObject = new { allow_duplicated = true } }
        );
        await owner.Context.APIRequest.PostAsync(
            $"/v1/rooms/{room}/meeting",
            new() { DataObject = new { allow_duplicated = true } }
        );
        await page.GotoAsync($"/{room}");
        await Expect(page.Button("Create meeting")).ToBeVisibleAsync();
        await CheckAsync(owner, "selection");
    }

    private static async Task CheckAsync(Visit visit, string place)
    {
        foreach (var theme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await visit.Page.ChangeThemeAsync(theme);
            await Axe.ShouldFindNothingAsync(visit.Page, $"{place}, {theme}");
        }
        foreach (var width in new[] { 320, 390, 720, 2560, 1440 })
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.ShouldFitAsync($"{place}, {width} wide");
        }
    }
}
