using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Axe_finds_nothing_serious_on_any_page_in_light_and_dark()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture);
        foreach (var (name, path) in shelf.Places)
        {
            await visit.GoAsync(path);
            await InBothThemesAsync(visit.Page, name);
        }
    }

    [Fact]
    public async Task Axe_finds_nothing_serious_in_what_opens()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;
        await Expect(page.Text()).ToBeVisibleAsync();

        await page.Button("Download").ClickAsync();
        await Expect(page.Item(".srt")).ToBeVisibleAsync();
        await InBothThemesAsync(page, "download menu");
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByPlaceholder("Find a transcript, a room or a command")).ToBeVisibleAsync();
        await InBothThemesAsync(page, "command palette");
        await page.Keyboard.PressAsync("Escape");

        await page.Button("Keyboard shortcuts").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await InBothThemesAsync(page, "shortcuts");
        await page.Keyboard.PressAsync("Escape");

        await page.Button("Edit the summary").ClickAsync();
        await Expect(page.Button("Save")).ToBeVisibleAsync();
        await InBothThemesAsync(page, "summary editor");
        await page.Button("Cancel").ClickAsync();

        await page.Button("More").ClickAsync();
        await page.Item("Delete…").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await InBothThemesAsync(page, "delete dialog");
    }

    [Fact]
    public async Task Axe_finds_nothing_serious_on_a_phone()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path, (390, 844));
        await Expect(visit.Page.Text()).ToBeVisibleAsync();
        await InBothThemesAsync(visit.Page, "phone");
        await visit.Page.Button("Summary, topics, action items, ask").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Topics" })).ToBeVisibleAsync();
        await InBothThemesAsync(visit.Page, "sheet");
    }

    private static async Task InBothThemesAsync(IPage page, string place)
    {
        await page.ChangeThemeAsync(ColorScheme.Light);
        await Axe.ShouldFindNothingAsync(page, place);
        await page.ChangeThemeAsync(ColorScheme.Dark);
        await Axe.ShouldFindNothingAsync(page, place + ", dark");
    }
}
