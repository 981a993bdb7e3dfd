using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>Finding transcripts from anywhere, and words in one of them.</summary>
[Collection(BrowserTests.Name)]
public sealed class SearchTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_palette_opens_a_moment_at_its_second_with_the_words_marked()
    {
        var meeting = await fixture.MeetingAsync();
        var (word, start) = Findable(meeting);
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        var page = visit.Page;
        await Expect(page.Heading("New transcript")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByPlaceholder("Find a transcript, a room or a command")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync(word);
        var moment = page.GetByRole(AriaRole.Dialog)
            .Locator("button", new() { Has = page.Locator("mark", new() { HasText = word }) })
            .First;
        await moment.ClickAsync();

        await Expect(page.Find()).ToHaveValueAsync(new Regex(word, RegexOptions.IgnoreCase));
        await Expect(page.FoundPlace()).ToContainTextAsync(" of ");
        await Expect(page.Text().Locator("[data-found=current]").First).ToBeInViewportAsync();
        (await visit.PositionAsync()).ShouldBeGreaterThanOrEqualTo(Math.Floor(start) - 60);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Words_are_found_in_a_transcript_by_keyboard_alone()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;
        await Expect(page.Word(0)).ToBeVisibleAsync();
        var places = meeting.Words.Count(word => word.Text.Contains("the", StringComparison.OrdinalIgnoreCase));
        places.ShouldBeGreaterThan(2);

        await page.Keyboard.PressAsync("Control+f");
        await Expect(page.Find()).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("THE");
        await Expect(page.FoundPlace()).ToHaveTextAsync($"1 of {places}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.FoundPlace()).ToHaveTextAsync($"2 of {places}");
        var second = meeting
            .Words.Where(word => word.Text.Contains("the", StringComparison.OrdinalIgnoreCase))
            .ElementAt(1);
        await visit.WaitForPositionAsync(second.Start, 0.05);
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.PressAsync("Shift+Enter");
        await Expect(page.FoundPlace()).ToHaveTextAsync($"{places} of {places}");
        await Expect(page.Text().Locator("[data-found=current]").First).ToBeInViewportAsync();

        await page.Find().FillAsync("nobody says <b>this</b>");
        await Expect(page.FoundPlace()).ToHaveTextAsync("Not found");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Find()).ToBeHiddenAsync();
        await Expect(page.Text().Locator("[data-found]")).ToHaveCountAsync(0);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task On_a_phone_a_button_finds_and_everything_fits()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path, (390, 844));
        var page = visit.Page;
        await Expect(page.Word(0)).ToBeVisibleAsync();

        await page.Button("Find in this transcript").ClickAsync();
        await page.Find().FillAsync("the");

        await Expect(page.FoundPlace()).ToContainTextAsync("1 of ");
        await visit.ShouldFitAsync("find");
        await page.Button("Next place").ClickAsync();
        await Expect(page.FoundPlace()).ToContainTextAsync("2 of ");
        await page.Button("Close").ClickAsync();
        await Expect(page.Find()).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByPlaceholder("Find a transcript, a room or a command")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Findable(meeting).Word);
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("mark").First).ToBeVisibleAsync();
        await visit.ShouldFitAsync("palette");
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task On_a_phone_a_title_that_cannot_be_broken_fits_into_the_palette()
    {
        var word = string.Concat(Enumerable.Repeat("Donaudampfschifffahrt", 6));
        await fixture.Api.CreateTranscriptAsync($"Captains {word}");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new", (390, 844));
        var page = visit.Page;
        await Expect(page.Heading("New transcript")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByPlaceholder("Find a transcript, a room or a command")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("captains");

        await Expect(page.GetByRole(AriaRole.Dialog).GetByText(word).First).ToBeVisibleAsync();
        await visit.ShouldFitAsync("palette");
        await visit.ShouldHaveBeenQuietAsync();
    }

    /// <summary>A long word that was said late, without signs.</summary>
    private static (string Word, double Start) Findable(FinishedMeeting meeting)
    {
        var word = meeting.Words.Last(word => word.Text.Length > 6 && word.Text.All(char.IsAsciiLetterLower));
        return (word.Text, word.Start);
    }
}

file static class FindParts
{
    public static ILocator Find(this IPage page) =>
        page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in this transcript" });

    public static ILocator FoundPlace(this IPage page) => page.GetByRole(AriaRole.Search).GetByRole(AriaRole.Status);
}
