using Microsoft.Playwright;
using Reflector.Fakes.Speech;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class MainJobTests(BrowserFixture fixture)
{
    /// <summary>Remembers what the processing page showed, however briefly.</summary>
    private const string Witness = """
        window.seenSteps = new Set();
        window.seenText = '';
        new MutationObserver(() => {
          for (const step of document.querySelectorAll('[data-testid^=step-]'))
            window.seenSteps.add(`${step.dataset.testid} ${step.dataset.state}`);
          const text = document.querySelector('[aria-label="Recognised text"]')?.textContent ?? '';
          if (text.length > window.seenText.length) window.seenText = text;
        }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        """;

    [Fact]
    public async Task A_dropped_recording_becomes_a_transcript_that_is_read_renamed_and_deleted()
    {
        var spoken = await MadeMeetings.BudgetAndTrainingAsync();
        var file = fixture.Files.Wave("Planning call.wav", spoken.Samples);
        await using var visit = await Visit.OpenAsync(fixture);
        var page = visit.Page;
        await page.EvaluateAsync(Witness);

        await Expect(page.Heading("Transcripts")).ToBeVisibleAsync();
        await page.DropAsync("main", file);
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("Planning call");
        await page.Button("Transcribe").ClickAsync();

        await page.WaitForURLAsync("**/transcripts/*-*");
        await Expect(page.Text()).ToBeVisibleAsync(new() { Timeout = 120_000 });
        var seen = await page.EvaluateAsync<string[]>("[...window.seenSteps]");
        seen.ShouldContain("step-transcribe running");
        seen.ShouldContain("step-transcribe done");
        (await page.EvaluateAsync<string>("window.seenText")).ShouldContain("budget");

        WordErrorRate.Of(spoken.Text, await page.ReadAsync()).Rate.ShouldBeLessThanOrEqualTo(0.06);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("Planning call");
        await Expect(page.GetByText("Generated extractively.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Topics" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel, new() { Name = "Topics" }).GetByRole(AriaRole.Listitem))
            .Not.ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Action items" }).ClickAsync();
        var actions = page.GetByRole(AriaRole.Tabpanel, new() { Name = "Action items" });
        await Expect(actions).ToContainTextAsync("report about the budget");
        await Expect(actions).ToContainTextAsync("Friday");

        await RenameAsync(page, "Budget round");
        await WriteSummaryAsync(page, "We **agreed** on the budget.");
        await page.ReloadAsync();
        await Expect(page.Button("Budget round, rename")).ToBeVisibleAsync();
        await Expect(page.GetByText("We agreed on the budget.")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync("Budget round · Reflector");

        await DeleteAsync(visit, "Budget round");
        await visit.ShouldHaveBeenQuietAsync();
    }

    private static async Task RenameAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Title" }).FillAsync(title);
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Enter"), IsSaved);
        await Expect(page.Button(title + ", rename")).ToBeVisibleAsync();
    }

    private static async Task WriteSummaryAsync(IPage page, string markdown)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "Summary" }).ClickAsync();
        await page.Button("Edit the summary").ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Summary in Markdown" }).FillAsync(markdown);
        await page.RunAndWaitForResponseAsync(() => page.Button("Save").ClickAsync(), IsSaved);
    }

    private static bool IsSaved(IResponse response) => response is { Ok: true, Request.Method: "PATCH" };

    private async Task DeleteAsync(Visit visit, string title)
    {
        var page = visit.Page;
        var id = page.Url.Split('/', '?')[4];
        (await fixture.Api.StatusAsync($"/v1/transcripts/{id}")).ShouldBe(200);
        await page.Button("More").ClickAsync();
        await page.Item("Delete…").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this transcript?" });
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await page.RunAndWaitForResponseAsync(
            () => dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync(),
            response => response is { Ok: true, Request.Method: "DELETE" }
        );
        await Expect(page.Heading("Transcripts")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = title })).ToHaveCountAsync(0);
        (await fixture.Api.StatusAsync($"/v1/transcripts/{id}")).ShouldBe(404);
        (await fixture.Api.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404);
    }
}
