using Microsoft.Playwright;
using Reflector.Fakes;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Summaries;

/// <summary>What a person sees of where a summary comes from, of writing it anew, and of asking.</summary>
public sealed class SummaryPageTests(SummariesFixture fixture) : IClassFixture<SummariesFixture>
{
    [Fact]
    public async Task Sources_show_their_words_lead_to_them_and_say_when_there_is_none()
    {
        var id = await fixture.WriteAsync();
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        var page = visit.Page;
        var point = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "It opens on the first of June." });
        var chip = point.GetByRole(AriaRole.Button, new() { NameRegex = new("play the source") });

        await chip.HoverAsync();
        await Expect(page.GetByRole(AriaRole.Tooltip)).ToContainTextAsync("We decided to open the study room");
        await Expect(page.GetByText("Everybody is happy.")).ToContainTextAsync("No source found");
        await chip.ClickAsync();
        await Expect(page.Text().GetByText("decided")).ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Action items" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Write the letter" }))
            .ToContainTextAsync("No source found");
        await Axe.ShouldFindNothingAsync(page, "action items");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Topics" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("play the source") }).First)
            .ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_summary_is_written_anew_compared_and_brought_back()
    {
        var gate = new TaskCompletionSource();
        fixture.Chat.Before = _ => gate.Task;
        fixture.Chat.Answer = _ =>
            ChatReply.Text(
                """
                {"recap":"The new recap.","sections":[{"heading":"Decisions","points":[
                  {"point":"The study room opens in June.","quotes":["open the study room on the first of June"]}]}]}
                """
            );
        var id = await fixture.WriteAsync();
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        var page = visit.Page;

        await page.Button("Write the summary anew").ClickAsync();
        await page.GetByLabel("My own").CheckAsync();
        await Expect(page.Button("Write it anew")).ToBeDisabledAsync();
        await page.GetByLabel("What the summary should look like").FillAsync("Only decisions, please.");
        await page.GetByLabel("Decisions and next steps").UncheckAsync();
        await Axe.ShouldFindNothingAsync(page, "regenerate dialog");
        await page.Button("Write it anew").ClickAsync();
        await Expect(page.GetByText("The new summary is being written.").First).ToBeVisibleAsync();
        gate.SetResult();
        await Expect(page.GetByText("The new recap.").First).ToBeVisibleAsync();

        await page.Button("Earlier versions of the summary").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Versions of the summary" });
        await Expect(dialog.GetByText("It opens on the first of June.")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("The new recap.").First).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page, "versions");
        await dialog.GetByText("Show this one again").ClickAsync();
        await Expect(page.GetByText("Everybody is happy.")).ToBeVisibleAsync();
        await Expect(page.GetByText("The new recap.")).ToHaveCountAsync(0);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_failure_says_what_went_wrong_and_what_was_kept()
    {
        fixture.Chat.Before = _ => Task.CompletedTask;
        fixture.Chat.Answer = _ => ChatReply.Error(401);
        var id = await fixture.WriteAsync();
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        var page = visit.Page;

        await page.Button("Write the summary anew").ClickAsync();
        await page.Button("Write it anew").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("refused the key (401): check LLM_API_KEY.");
        await Expect(page.GetByText("Everybody is happy.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task One_meeting_is_asked_and_the_answer_leads_to_its_words(int width, int height)
    {
        fixture.Chat.Before = _ => Task.CompletedTask;
        fixture.Chat.Answer = _ => ChatReply.Text("On the first of June [3]. Somebody said something else.");
        var id = await fixture.WriteAsync();
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}?tab=ask", (width, height));
        var page = visit.Page;
        if (width < 500)
            await page.Button("Summary, topics, action items, ask").ClickAsync();
        var field = page.GetByLabel("Your question");

        await field.FillAsync("When does the study room open?");
        await field.PressAsync("Enter");

        var log = page.GetByRole(AriaRole.Log);
        await Expect(log).ToContainTextAsync("On the first of June 3.");
        await Expect(log).Not.ToContainTextAsync("Somebody said something else");
        await Axe.ShouldFindNothingAsync(page, "ask");
        await visit.ShouldFitAsync("ask");
        await log.GetByRole(AriaRole.Button, new() { NameRegex = new("^Source 3: Ada") }).ClickAsync();
        await Expect(page.Text().GetByText("decided")).ToBeInViewportAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task All_meetings_are_asked_from_the_rail_and_a_failing_model_is_a_sentence()
    {
        fixture.Chat.Before = _ => Task.CompletedTask;
        fixture.Chat.Answer = _ => ChatReply.Text("On Tuesday [1].");
        var id = await fixture.WriteAsync("Lamps and tables");
        await using var visit = await Visit.OpenAsync(fixture);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Expect(page.Heading("Ask your meetings")).ToBeVisibleAsync();
        await Axe.ShouldFindNothingAsync(page, "ask all, empty");
        await page.Keyboard.TypeAsync("When do the lamps arrive?");
        await page.Keyboard.PressAsync("Enter");
        var moments = page.GetByRole(AriaRole.List, new() { Name = "Moments" });
        await Expect(moments.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await Expect(moments).ToContainTextAsync("lamps");

        fixture.Chat.Answer = _ => ChatReply.Error(429);
        await page.GetByLabel("Your question").FillAsync("And the lamps of the floor?");
        await page.Button("Ask").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("takes no more requests at present (429).");
        await Axe.ShouldFindNothingAsync(page, "ask all, failing");

        await moments.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/transcripts/.+\?t=\d+$"));
        id.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_the_meetings_do_not_tell_is_said_so()
    {
        fixture.Chat.Before = _ => Task.CompletedTask;
        fixture.Chat.Answer = _ => ChatReply.Text("NOT FOUND");
        var id = await fixture.WriteAsync();
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}?tab=ask");
        var page = visit.Page;

        await page.GetByLabel("Your question").FillAsync("Who flies to the Moon?");
        await page.Button("Ask").ClickAsync();

        await Expect(page.GetByText("Not found in this meeting.")).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }
}

/// <summary>The same page on a server without a language model.</summary>
[Collection(BrowserTests.Name)]
public sealed class AskWithoutModelTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_best_moments_are_found_and_it_is_said_that_no_model_answers()
    {
        var id = await SpokenTranscript.WriteAsync(fixture.Services, "Ask without a model");
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}?tab=ask");
        var page = visit.Page;

        await page.GetByLabel("Your question").FillAsync("When do the lamps arrive?");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("No language model is set up on this server.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Moments" })).ToContainTextAsync("The lamps");
        await Axe.ShouldFindNothingAsync(page, "ask without a model");
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Templates_say_what_of_them_there_is_without_a_model()
    {
        var id = await SpokenTranscript.WriteAsync(fixture.Services, "Anew without a model");
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        var page = visit.Page;

        await page.Button("Write the summary anew").ClickAsync();

        await Expect(page.GetByText("No language model is set up on this server")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("My own")).ToHaveCountAsync(0);
        await page.GetByLabel("Decisions and actions").CheckAsync();
        await page.Button("Write it anew").ClickAsync();
        await Expect(page.GetByText("Generated extractively.").First).ToBeVisibleAsync();
    }
}
