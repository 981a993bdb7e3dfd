using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class LongTranscriptTests(BrowserFixture fixture)
{
    private const int MostElements = 5_000;

    [Fact]
    public async Task Five_hours_open_at_once_and_scroll_without_filling_the_page()
    {
        var id = await FiveHours.PutAsync(fixture);
        await using var visit = await Visit.OpenAsync(fixture, "/?q=five+hours");
        var page = visit.Page;
        var link = page.Locator($"a[data-row='{id}']");
        await Expect(link).ToBeVisibleAsync();

        var clock = Stopwatch.StartNew();
        await link.ClickAsync();
        // Asked at every frame: an assertion asks again after pauses of up to a second, which would be measured, too.
        await page.WaitForFunctionAsync("() => document.querySelector('[data-w=\"10\"]')?.checkVisibility()");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1.5));
        (await ElementsAsync(page)).ShouldBeLessThan(MostElements);

        var text = page.Text();
        await text.EvaluateAsync("element => element.scrollTo(0, element.scrollHeight)");
        await Expect(page.Word(FiveHours.Words - 1)).ToBeVisibleAsync();
        await text.EvaluateAsync("element => element.scrollTo(0, element.scrollHeight / 2)");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Topics" }).ClickAsync();
        await page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Button).Nth(40).ClickAsync();
        await Expect(page.SpokenWord()).ToBeInViewportAsync();
        (await ElementsAsync(page)).ShouldBeLessThan(MostElements);
        await visit.ShouldHaveBeenQuietAsync();
        (await page.ReadAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(FiveHours.Words);
        id.ShouldNotBeEmpty();
    }

    private static Task<int> ElementsAsync(IPage page) =>
        page.EvaluateAsync<int>("document.querySelectorAll('*').length");
}
