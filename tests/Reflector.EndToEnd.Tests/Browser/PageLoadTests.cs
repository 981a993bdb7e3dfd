using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class PageLoadTests(BrowserFixture fixture)
{
    private const string Missing = "This part could not be loaded";

    [Fact]
    public async Task The_first_page_needs_little_script_and_all_of_it_is_compressed()
    {
        await using var visit = await Visit.OpenAsync(fixture, "about:blank");
        var scripts = new ConcurrentBag<IResponse>();
        visit.Page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "script")
                scripts.Add(response);
        };
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Heading("Transcripts")).ToBeVisibleAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var bytes = 0;
        foreach (var response in scripts)
        {
            var size = (await response.Request.SizesAsync()).ResponseBodySize;
            if (size > 2_000)
                (await response.HeaderValueAsync("content-encoding")).ShouldBe("br", response.Url);
            bytes += size;
        }
        bytes.ShouldBeInRange(50_000, 250 * 1024);
    }

    [Fact]
    public async Task A_part_whose_file_is_missing_says_so_and_leaves_the_rest_of_the_page()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;
        await Expect(page.Word(0)).ToBeVisibleAsync();
        foreach (var part in new[] { "share-dialog", "conversation", "command-palette" })
            await page.RouteAsync($"**/assets/{part}-*.js", route => route.AbortAsync());

        await page.GetByRole(AriaRole.Tab, new() { Name = "Ask" }).ClickAsync();
        await Expect(page.Heading(Missing)).ToBeVisibleAsync();
        await page.Button("Share").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = Missing });
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Reload the page" })).ToBeVisibleAsync();
        await visit.ShouldFitAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await Expect(dialog).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Word(0)).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.Button("Reload the page").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Question" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_forbids_scripts_of_others()
    {
        await using var visit = await Visit.OpenAsync(fixture);
        var ran = await visit.Page.EvaluateAsync<bool>(
            """
            async () => {
              const script = document.createElement('script');
              script.textContent = 'window.taken = true';
              document.head.append(script);
              await fetch('https://elsewhere.example/').catch(() => {});
              return 'taken' in window;
            }
            """
        );
        ran.ShouldBeFalse();
        var violations = await visit.Page.EvaluateAsync<string[]>("window.policyViolations");
        violations.ShouldContain(violation => violation.StartsWith("script-src"));
        violations.ShouldContain(violation => violation.StartsWith("connect-src"));
    }

    [Fact]
    public async Task Unknown_addresses_say_so_and_lead_back()
    {
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/0198c2a6-0000-7000-8000-000000000000");
        var page = visit.Page;
        await Expect(page.Heading("This transcript does not exist")).ToBeVisibleAsync();
        await page.GotoAsync("/nowhere/at/all");
        await Expect(page.Heading("There is no page at this address")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to transcripts" }).ClickAsync();
        await Expect(page.Heading("Transcripts")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Markup_in_titles_and_file_names_is_shown_as_text()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(shelf.Hostile));
        var page = visit.Page;
        await Expect(page.Button(Shelf.HostileTitle + ", rename")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(Shelf.HostileTitle + " · Reflector");
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Shelf.HostileTitle, Exact = true }))
            .ToBeVisibleAsync();

        await page.GotoAsync("/transcripts/new");
        const string fileName = "<img src=x onerror=alert(1)>.wav";
        await page.FileInput()
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = fileName,
                    MimeType = "audio/wav",
                    Buffer = [1, 2, 3],
                }
            );
        await Expect(page.GetByText(fileName)).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }
}
