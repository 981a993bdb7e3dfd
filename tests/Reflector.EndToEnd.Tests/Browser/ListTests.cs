using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Reflector.Server.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class ListTests(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<string> _added = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await using var db = await fixture.OpenDatabaseAsync();
        await db.Transcripts.Where(transcript => _added.Contains(transcript.Id)).ExecuteDeleteAsync();
    }

    [Fact]
    public async Task Sixty_transcripts_have_pages_and_the_back_button_turns_them_back()
    {
        await AddAsync(Enumerable.Range(1, 60).Select(number => $"Weekly round {number:D2}"));
        await using var visit = await Visit.OpenAsync(fixture, "/?q=weekly+round");
        var page = visit.Page;
        var rows = page.Locator("main a[data-row]");

        await Expect(page.GetByText("1–20 of 60")).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(20);
        await Expect(page.Button("Newer")).ToBeDisabledAsync();
        await page.Button("Older").ClickAsync();
        await Expect(page.GetByText("21–40 of 60")).ToBeVisibleAsync();
        await page.Button("Older").ClickAsync();
        await Expect(page.GetByText("41–60 of 60")).ToBeVisibleAsync();
        await Expect(page.Button("Older")).ToBeDisabledAsync();
        await Expect(page).ToHaveURLAsync(fixture.Address + "/transcripts?q=weekly+round&page=3");
        await page.GoBackAsync();
        await Expect(page.GetByText("21–40 of 60")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("21–40 of 60")).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Search_follows_the_typing_and_stays_in_the_address()
    {
        await AddAsync(["Roof of the greenhouse", "Roof of the school", "Fence"]);
        await using var visit = await Visit.OpenAsync(fixture);
        var page = visit.Page;
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search transcripts" });
        ILocator Row(string title) => page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true });

        await Expect(Row("Fence")).ToBeVisibleAsync();
        await search.PressSequentiallyAsync("roof");
        await Expect(Row("Fence")).ToHaveCountAsync(0);
        await Expect(Row("Roof of the school")).ToBeVisibleAsync();
        await Expect(page.Locator("mark").First).ToHaveTextAsync("Roof");
        await search.PressSequentiallyAsync(" of the greenhouse");
        await Expect(Row("Roof of the school")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(fixture.Address + "/transcripts?q=roof+of+the+greenhouse");

        await Row("Roof of the greenhouse").ClickAsync();
        await Expect(page.Button("Roof of the greenhouse, rename")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(search).ToHaveValueAsync("roof of the greenhouse");
        await Expect(Row("Roof of the greenhouse")).ToBeVisibleAsync();
        await search.PressAsync("Escape");
        await Expect(Row("Fence")).ToBeVisibleAsync();
        await search.FillAsync("nothing is called this");
        await Expect(page.Heading("Nothing was found")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_visit_says_what_to_do()
    {
        await using var db = await fixture.OpenDatabaseAsync();
        var mine = db.Transcripts.Where(transcript => transcript.UserId == "local");
        var ids = await mine.Select(transcript => transcript.Id).ToListAsync();
        await mine.ExecuteUpdateAsync(set => set.SetProperty(transcript => transcript.UserId, "somebody else"));
        try
        {
            await using var visit = await Visit.OpenAsync(fixture);
            await Expect(visit.Page.Heading("Your first transcript")).ToBeVisibleAsync();
            await Expect(visit.Page.Button("Choose files")).ToBeVisibleAsync();
            await Axe.ShouldFindNothingAsync(visit.Page, "empty");
            await visit.Page.ChangeThemeAsync(ColorScheme.Dark);
            await Axe.ShouldFindNothingAsync(visit.Page, "empty, dark");
            await visit.ShouldHaveBeenQuietAsync();
        }
        finally
        {
            await db
                .Transcripts.Where(transcript => ids.Contains(transcript.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(transcript => transcript.UserId, "local"));
        }
    }

    [Fact]
    public async Task The_list_follows_what_is_being_processed()
    {
        await using var db = await fixture.OpenDatabaseAsync();
        var transcript = Shelf.New("Short call", TranscriptStatus.Processing);
        _added.Add(transcript.Id);
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync();
        await using var visit = await Visit.OpenAsync(fixture);
        var row = visit
            .Page.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Listitem)
            .Filter(new() { Has = visit.Page.Locator($"a[href$='{transcript.Id}']") });
        await Expect(row.GetByText("Processing", new() { Exact = true })).ToBeVisibleAsync();

        transcript.Status = TranscriptStatus.Ended;
        transcript.Title = "Joining the call";
        transcript.ShortSummary = "Everyone was thanked for joining.";
        await db.SaveChangesAsync();
        await Expect(row).ToContainTextAsync("Joining the call");
        await Expect(row).ToContainTextAsync("Everyone was thanked for joining.");
        await Expect(row.GetByText("Processing", new() { Exact = true })).ToHaveCountAsync(0);
        await visit.ShouldHaveBeenQuietAsync();
    }

    private async Task AddAsync(IEnumerable<string> titles)
    {
        await using var db = await fixture.OpenDatabaseAsync();
        foreach (var title in titles)
        {
            var transcript = Shelf.New(title, TranscriptStatus.Ended);
            transcript.Title = title;
            transcript.AudioDeleted = true;
            db.Transcripts.Add(transcript);
            _added.Add(transcript.Id);
        }
        await db.SaveChangesAsync();
    }
}
