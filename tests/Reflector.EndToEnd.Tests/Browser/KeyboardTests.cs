using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(BrowserFixture fixture)
{
    private const string Tracking = """
        window.reached = new WeakSet();
        window.hidden = [];
        document.addEventListener('focusin', ({ target }) => {
          window.reached.add(target);
          if (target.tabIndex < 0 || !target.matches(':focus-visible')) return;
          const style = getComputedStyle(target);
          const after = getComputedStyle(target, '::after');
          const marked = [style, after].some(({ outlineStyle, outlineWidth, boxShadow }) =>
            (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none')
            || target.matches('input, textarea') && style.borderStyle !== 'none';
          if (!marked) window.hidden.push(target.outerHTML.slice(0, 160));
        });
        """;

    private const string Unreached = """
        [...document.querySelectorAll('a[href], button, input, textarea, select, [tabindex]')]
          .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility()
            // Of a group of choices Tab reaches the chosen one, and the arrows the others.
            && !(element.type === 'radio' && !element.checked)
            && !window.reached.has(element))
          .map((element) => element.outerHTML.slice(0, 160))
        """;

    [Fact]
    public async Task The_command_palette_opens_finds_and_closes()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        var page = visit.Page;
        var title = (await fixture.Api.GetAsync($"/v1/transcripts/{meeting.Id}")).GetProperty("title").GetString()!;
        var field = page.GetByPlaceholder("Find a transcript, a room or a command");
        await Expect(page.Heading("New transcript")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(field).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(title);
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("New transcript")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("[data-selected]")).ToContainTextAsync(title);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(fixture.Address + meeting.Path);
        await Expect(page.Text()).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("dark");
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("[data-selected]")).ToContainTextAsync("ark");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-mantine-color-scheme", "dark");
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task The_player_obeys_the_keys_of_well_known_players()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var keys = visit.Page.Keyboard;
        await Expect(visit.Page.Word(0)).ToBeVisibleAsync();
        await Expect(visit.Page.Button("Play")).ToBeVisibleAsync();
        async Task Press(string key, double seconds)
        {
            await keys.PressAsync(key);
            await visit.WaitForPositionAsync(seconds, 0.05);
        }

        await Press("l", 10);
        await Press("l", 20);
        await Press("j", 10);
        await Press("ArrowRight", 15);
        await Press("ArrowLeft", 10);
        await Press(".", meeting.Words.First(word => word.Start > 10.01).Start);
        var (before, here) = meeting.Words.Zip(meeting.Words.Skip(1)).First(pair => pair.Second.Start > 10.01);
        await Press(".", meeting.Words.First(word => word.Start > here.Start + 0.01).Start);
        await Press(",", here.Start);
        await Press(",", before.Start);

        await keys.PressAsync(" ");
        await Expect(visit.Page.Button("Pause")).ToBeVisibleAsync();
        await keys.PressAsync("k");
        await Expect(visit.Page.Button("Play")).ToBeVisibleAsync();
        await keys.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Tab_reaches_everything_and_shows_where_it_is()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture);
        var page = visit.Page;
        foreach (var (name, path) in shelf.Places)
        {
            await visit.GoAsync(path);
            await page.EvaluateAsync(Tracking);
            var stops = await page.EvaluateAsync<int>(
                "document.querySelectorAll('a[href], button, input, [tabindex]').length"
            );
            for (var press = 0; press < stops + 3; press++)
                await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<string[]>(Unreached)).ShouldBeEmpty(name);
            (await page.EvaluateAsync<string[]>("window.hidden")).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task A_menu_is_worked_by_keys_alone_and_gives_the_focus_back()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;
        await page.Button("Download").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Item(".txt")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Item(".docx").Or(page.Item(".pdf")).And(page.Locator(":focus"))).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Item(".txt")).ToBeHiddenAsync();
        await Expect(page.Button("Download")).ToBeFocusedAsync();
    }
}
