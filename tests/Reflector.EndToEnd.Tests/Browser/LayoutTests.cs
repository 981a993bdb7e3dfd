using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class LayoutTests(BrowserFixture fixture)
{
    /// <summary>A phone, 1280 wide at 400 %, 1440 wide at 200 %, a large screen.</summary>
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (320, 640), (720, 450), (2560, 1440)];

    [Fact]
    public async Task No_page_scrolls_sideways_complains_or_asks_another_server()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture);
        foreach (var (place, path) in shelf.Places)
        {
            await visit.GoAsync(path);
            foreach (var (width, height) in Sizes)
            {
                await visit.Page.SetViewportSizeAsync(width, height);
                await visit.ShouldFitAsync($"{place}, {width} wide");
            }
            // The browser itself notes the 404.
            if (place != Shelf.Unknown)
                await visit.ShouldHaveBeenQuietAsync(place);
        }
    }

    [Fact]
    public async Task On_a_phone_the_panel_is_a_sheet_and_the_rail_a_bar_at_the_bottom()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(shelf.LongTitled), (390, 844));
        var page = visit.Page;

        var bar = (await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).BoundingBoxAsync())!;
        bar.Width.ShouldBe(390, 1);
        (bar.Y + bar.Height).ShouldBe(844, 1);
        await Expect(page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(0);
        await page.Button("Summary, topics, action items, ask").ClickAsync();
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "About this transcript" });
        await sheet.GetByRole(AriaRole.Tab, new() { Name = "Topics" }).ClickAsync();
        await visit.ShouldFitAsync();
        await sheet.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(sheet).ToBeHiddenAsync();
        (await visit.PositionAsync()).ShouldBeGreaterThan(1);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task At_200_percent_the_player_and_the_text_are_both_in_reach()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path, (720, 450));
        var page = visit.Page;
        await Expect(page.Button("Play")).ToBeInViewportAsync();
        await Expect(page.Word(0)).ToBeInViewportAsync();
        var text = (await page.Text().BoundingBoxAsync())!;
        text.Height.ShouldBeGreaterThan(90);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_theme_follows_the_system(ColorScheme theme)
    {
        await using var visit = await Visit.OpenAsync(fixture, "/", theme: theme);
        await Expect(visit.Page.Heading("Transcripts")).ToBeVisibleAsync();
        var brightness = await visit.Page.EvaluateAsync<int>(
            "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))"
        );
        (brightness > 128).ShouldBe(theme == ColorScheme.Light);
    }
}
