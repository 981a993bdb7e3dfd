using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class LanguageTests(BrowserFixture fixture)
{
    private static readonly (int Width, int Height)[] Sizes = [(320, 640), (390, 844), (1440, 900)];

    [Fact]
    public async Task A_browser_that_asks_for_German_gets_German_with_German_dates_and_times()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts", locale: "de-AT");
        var page = visit.Page;

        await Expect(page.Heading("Transkripte")).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await page.GetByRole(AriaRole.Link, new() { Name = "Statistik" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Statistik · Reflector");
        await visit.GoAsync(meeting.Path);
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Zusammenfassung" })).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task The_language_is_chosen_in_the_page_and_remembered_on_the_device()
    {
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts");
        var page = visit.Page;
        await page.Button("Display").ClickAsync();
        await Axe.ShouldFindNothingAsync(page, "menu");
        await Choice(page, "Deutsch").ClickAsync();

        await Expect(page.Heading("Transkripte")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Heading("Transkripte")).ToBeVisibleAsync();
        await page.Button("Anzeige").ClickAsync();
        await Expect(Choice(page, "Deutsch")).ToBeCheckedAsync();
        await Choice(page, "Wie der Browser").ClickAsync();
        await Expect(page.Heading("Transcripts")).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_language_that_cannot_be_loaded_says_so_and_leaves_the_page_as_it_is()
    {
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts");
        var page = visit.Page;
        await page.Button("Display").ClickAsync();
        await page.RouteAsync("**/assets/de-*.js", route => route.AbortAsync());

        await Choice(page, "Deutsch").ClickAsync();

        await Expect(page.GetByText("The language could not be loaded")).ToBeVisibleAsync();
        await Expect(page.Heading("Transcripts")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_page_fits_in_German_and_has_no_English_in_it()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture, locale: "de-DE");
        foreach (var (place, path) in shelf.Places)
        {
            await visit.GoAsync(path);
            foreach (var (width, height) in Sizes)
            {
                await visit.Page.SetViewportSizeAsync(width, height);
                await visit.ShouldFitAsync($"{place}, {width} wide");
            }
            foreach (var english in new[] { "Cancel", "Try again", "Delete", "Search", "Settings", "Transcripts" })
                await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = english, Exact = true }))
                    .ToHaveCountAsync(0);
            if (place != Shelf.Unknown)
                await visit.ShouldHaveBeenQuietAsync(place);
        }
    }

    private static ILocator Choice(IPage page, string name) =>
        page.GetByRole(AriaRole.Menuitemradio, new() { Name = name, Exact = true });
}
