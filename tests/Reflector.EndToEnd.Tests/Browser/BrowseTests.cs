using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Reflector.Server.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>What people do with their list beyond reading it.</summary>
[Collection(BrowserTests.Name)]
public sealed class BrowseTests(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<string> _added = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await using var db = await fixture.OpenDatabaseAsync();
        await db.Transcripts.Where(transcript => _added.Contains(transcript.Id)).ExecuteDeleteAsync();
        await db.UserFilters.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task A_search_shows_who_said_it_and_leads_to_the_second()
    {
        var id = await AddAsync("Talk about stars", "Nobody had seen the zodiacal light before.", from: 83);
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts");
        var page = visit.Page;
        await Expect(Link(page, "Talk about stars")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("zodiacal");
        var hit = page.GetByRole(AriaRole.Link).Filter(new() { HasText = "zodiacal light" });
        await Expect(hit).ToContainTextAsync("1:2");
        await Expect(hit).ToContainTextAsync("Ada");
        await Expect(hit.Locator("mark")).ToHaveTextAsync("zodiacal");
        await Expect(page.GetByText("1 match", new() { Exact = true })).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page, "found");
        await hit.ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/transcripts/{id}\\?t=8[0-9]"));
        await page.GoBackAsync();
        await Expect(hit).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Many_are_chosen_by_keys_and_deleted_after_a_yes()
    {
        foreach (var number in Enumerable.Range(1, 3))
            await AddAsync($"Purge {number}", "Lindworm.");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts?q=lindworm");
        var page = visit.Page;
        await Expect(Rows(page)).ToHaveCountAsync(3);

        foreach (var key in new[] { "j", "x", "j", "x" })
            await page.Keyboard.PressAsync(key);
        var bar = page.GetByRole(AriaRole.Region, new() { Name = "Selected transcripts" });
        await Expect(bar).ToContainTextAsync("2 selected");
        await Axe.ShouldFindNothingAsync(page, "selected");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Delete these 2 transcripts?" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await bar.GetByRole(AriaRole.Button, new() { Name = "Delete…" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(page.GetByText("2 transcripts were deleted.")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await using var db = await fixture.OpenDatabaseAsync();
        (await db.Transcripts.CountAsync(transcript => _added.Contains(transcript.Id))).ShouldBe(1);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_filter_is_saved_used_again_and_deleted()
    {
        await AddAsync("Filtered", "Quokka.");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts?q=quokka&days=7");
        var page = visit.Page;
        await page.Button("Save this filter…").ClickAsync();
        await page.GetByLabel("Name of the filter").FillAsync("Quokkas <b>of the week</b>");
        await page.Keyboard.PressAsync("Enter");
        var saved = page.Button("Quokkas <b>of the week</b>");
        await Expect(saved).ToHaveAttributeAsync("aria-pressed", "true");

        await page.GotoAsync("/transcripts");
        await saved.ClickAsync();
        await Expect(page).ToHaveURLAsync(fixture.Address + "/transcripts?q=quokka&days=7");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await page.Button("Delete the filter Quokkas <b>of the week</b>").ClickAsync();
        await Expect(saved).ToHaveCountAsync(0);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task What_somebody_else_changes_comes_in_without_moving_what_is_read()
    {
        foreach (var number in Enumerable.Range(1, 20))
            await AddAsync($"Old meeting {number:D2}", "Nothing.");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts");
        var page = visit.Page;
        await Expect(Rows(page)).ToHaveCountAsync(20);

        var first = await CreateAsync("Made by a program");
        await Expect(Link(page, "Made by a program")).ToBeVisibleAsync();
        await using (var other = await Visit.OpenAsync(fixture, Shelf.At(first)))
        {
            await using var db = await fixture.OpenDatabaseAsync();
            await db
                .Transcripts.Where(transcript => transcript.Id == first)
                .ExecuteUpdateAsync(row => row.SetProperty(transcript => transcript.Title, "Renamed elsewhere"));
            await Expect(Link(page, "Renamed elsewhere")).ToBeVisibleAsync();
        }

        var seen = Link(page, "Old meeting 05");
        await seen.ScrollIntoViewIfNeededAsync();
        await page.Locator("#content").EvaluateAsync("(main) => main.scrollTo(0, 600)");
        var before = (await seen.BoundingBoxAsync())!.Y;
        await CreateAsync("Came while reading");
        var announced = page.Button("1 new transcript");
        await Expect(announced).ToBeVisibleAsync();
        await Expect(Link(page, "Came while reading")).ToHaveCountAsync(0);
        (await seen.BoundingBoxAsync())!.Y.ShouldBe(before, 1);
        await announced.ClickAsync();
        await Expect(Link(page, "Came while reading")).ToBeInViewportAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_list_that_cannot_be_loaded_says_so_and_is_tried_again()
    {
        await AddAsync("Back again", "Nothing.");
        await using var visit = await Visit.OpenAsync(fixture, "about:blank");
        var page = visit.Page;
        // Without live events the list is asked for every ten seconds.
        await page.RouteWebSocketAsync("**/v1/events", socket => _ = socket.CloseAsync());
        await page.RouteAsync(
            "**/v1/transcripts/search**",
            route => route.FulfillAsync(new() { Status = 400, Body = """{"detail": "The database rests."}""" })
        );
        await page.GotoAsync("/transcripts");
        await Expect(page.Heading("The list could not be loaded")).ToBeVisibleAsync();
        await Expect(page.GetByText("The database rests.")).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page, "failing");
        await page.RunAndWaitForRequestAsync(
            () => page.Button("Try again").ClickAsync(),
            request => request.Url.Contains("/v1/transcripts/search", StringComparison.Ordinal)
        );
        await page.UnrouteAllAsync();
        await Expect(Link(page, "Back again")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_former_address_keeps_what_was_asked()
    {
        await using var visit = await Visit.OpenAsync(fixture, "/browse?q=lindworm&source=file");

        await Expect(visit.Page).ToHaveURLAsync(fixture.Address + "/transcripts?q=lindworm&source=file");
        await Expect(visit.Page.Button("Uploaded")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task The_statistics_say_who_spoke_and_are_taken_along()
    {
        await AddAsync("Counted", "One two three.", name: "=Ada <i>Lovelace</i>");
        await using var visit = await Visit.OpenAsync(fixture, "/statistics?days=30&by=day");
        var page = visit.Page;
        var speakers = page.GetByRole(AriaRole.Region, new() { Name = "Who spoke" }).First;
        await Expect(speakers.GetByRole(AriaRole.Rowheader, new() { Name = "=Ada <i>Lovelace</i>" }))
            .ToBeVisibleAsync();
        await Expect(page.Locator(".recharts-bar-rectangle path").Last).ToBeVisibleAsync();
        await page.Button("Table").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Day" })).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page, "statistics as tables");

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.Button("Download as CSV: Who spoke").ClickAsync()
        );
        var csv = await File.ReadAllTextAsync(await download.PathAsync());
        csv.ShouldContain("'=Ada <i>Lovelace</i>,1,");
        await visit.ShouldHaveBeenQuietAsync();
    }

    private static ILocator Rows(IPage page) => page.Locator("main li:has(> * a[data-row])");

    private static ILocator Link(IPage page, string title) =>
        page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true });

    /// <summary>Makes one over the API, as a program does.</summary>
    private async Task<string> CreateAsync(string name)
    {
        var id = await fixture.Api.CreateTranscriptAsync(name);
        _added.Add(id);
        return id;
    }

    private async Task<string> AddAsync(string title, string text, double from = 0, string name = "Ada")
    {
        await using var db = await fixture.OpenDatabaseAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var transcript = Shelf.New(title, TranscriptStatus.Ended);
        transcript.Title = title;
        transcript.DurationMs = 120_000;
        transcript.AudioDeleted = true;
        transcript.Participants = [new("p", 0, name)];
        _added.Add(transcript.Id);
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync();
        Word[] words =
        [
            .. text.Split(' ').Select((word, index) => new Word(word, from + index * 0.5, from + index * 0.5 + 0.4)),
        ];
        var topic = new Topic
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = transcript.Id,
            Position = 0,
            Title = title,
            Summary = "",
            Timestamp = from,
            Duration = words[^1].End - from,
            Words = words,
        };
        db.Topics.Add(topic);
        await DerivedText.RebuildAsync(db, transcript, [topic], tracks: false, CancellationToken.None);
        await transaction.CommitAsync();
        return transcript.Id;
    }
}
