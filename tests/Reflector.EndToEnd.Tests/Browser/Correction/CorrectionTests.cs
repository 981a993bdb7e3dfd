using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Reflector.Fakes;
using Reflector.Server.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Correction;

[Collection(BrowserTests.Name)]
public sealed class CorrectionTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_transcript_is_corrected_by_keyboard_alone()
    {
        var id = await CorrectionParts.PutAsync(
            fixture,
            "The brige is old 1:and 1:rusty 0:now|Second subject here",
            new Participant("ann", 0, "Ann")
        );
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(id));
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.CorrectedWord(0)).ToBeVisibleAsync();
        // What arrives late must not take the focus along.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await TabToWordsAsync(page);

        // One word becomes another.
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.CorrectedWord(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Editor()).ToHaveValueAsync("brige");
        await page.Keyboard.TypeAsync("wooden bridge");
        await page.Keyboard.PressAsync("Enter");
        await page.ShowsAsync("The wooden bridge is old and rusty now");

        // Esc leaves everything as it was; Tab goes on to the next word.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("nonsense");
        await page.Keyboard.PressAsync("Escape");
        await page.ShowsAsync("The wooden bridge is old and rusty now");
        await page.Keyboard.PressAsync("End");
        await Expect(page.CorrectedWord(4)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("ancient");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Editor()).ToHaveValueAsync("and");
        await page.Keyboard.PressAsync("Escape");

        // Two words are given to somebody new.
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("a");
        await page.Item("Somebody new").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Bo <b>");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Change who this is: Bo <b>" })).ToBeVisibleAsync();
        await page.SavedAsync();
        (await CorrectionParts.StoredAsync(fixture, id)).ShouldBe("The wooden bridge is ancient 2:and 2:rusty now");

        // A word is deleted and brought back.
        await page.Keyboard.PressAsync("Delete");
        await page.ShowsAsync("The wooden bridge is ancient now");
        await page.Keyboard.PressAsync("Control+z");
        await page.ShowsAsync("The wooden bridge is ancient and rusty now");
        await page.Keyboard.PressAsync("Control+Shift+z");
        await page.ShowsAsync("The wooden bridge is ancient now");
        await page.Keyboard.PressAsync("Control+z");
        await page.ShowsAsync("The wooden bridge is ancient and rusty now");

        // Topics, and the end.
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.ShowsAsync("Second subject here");
        await page.ReloadAsync();
        await page.ShowsAsync("Second subject here");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.ShowsAsync("The wooden bridge is ancient and rusty now");
        await page.Button("Done").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Text()).ToBeVisibleAsync();
        (await page.ReadAsync()).ShouldContain("The wooden bridge is ancient");
        await Expect(page.Text().GetByText("Bo <b>", new() { Exact = true })).ToHaveCountAsync(1);
        await using var db = await fixture.OpenDatabaseAsync();
        (await db.Transcripts.FindAsync(id))!.Reviewed.ShouldBeTrue();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task On_a_phone_words_are_given_to_another_voice_by_touch_alone()
    {
        var id = await CorrectionParts.PutAsync(fixture, "one two three four 1:five", new Participant("bo", 1, "Bo"));
        await using var visit = await Visit.OpenAsync(fixture, CorrectionParts.Path(id), (390, 844), touch: true);
        var page = visit.Page;
        await page.ShowsAsync("one two three four five");
        var tools = page.GetByRole(AriaRole.Toolbar, new() { Name = "Selected words" });

        await page.CorrectedWord(1).TapAsync();
        await Expect(tools).ToContainTextAsync("1 word");
        await PressLongAsync(page, page.CorrectedWord(3));
        await Expect(tools).ToContainTextAsync("3 words");
        await visit.ShouldFitAsync("selected");
        await tools.GetByRole(AriaRole.Button, new() { Name = "Give to" }).TapAsync();
        await page.Item("Bo 2").TapAsync();

        await page.SavedAsync();
        await Eventually.TrueAsync(
            async () => await CorrectionParts.StoredAsync(fixture, id) == "one 1:two 1:three 1:four 1:five",
            TimeSpan.FromSeconds(20),
            "stored"
        );
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Two_people_edit_at_once_and_nobody_loses_a_word()
    {
        var id = await CorrectionParts.PutAsync(fixture, "one tow tree four five");
        await using var first = await Visit.OpenAsync(fixture, CorrectionParts.Path(id));
        await using var second = await Visit.OpenAsync(fixture, CorrectionParts.Path(id));
        await first.Page.ShowsAsync("one tow tree four five");
        await second.Page.ShowsAsync("one tow tree four five");

        // What one writes is seen by the other, who goes on typing elsewhere.
        await second.Page.CorrectedWord(4).DblClickAsync();
        await second.Page.Editor().FillAsync("five six");
        await WriteAsync(first.Page, 0, "and so one");
        await Expect(second.Page.CorrectedWord(0)).ToHaveTextAsync("and");
        await Expect(second.Page.Editor()).ToHaveValueAsync("five six");
        await second.Page.Editor().PressAsync("Enter");
        await second.Page.ShowsAsync("and so one tow tree four five six");
        await first.Page.ShowsAsync("and so one tow tree four five six");

        // Both write the same word: the later one is told, with what they typed still there.
        await second.Page.CorrectedWord(3).DblClickAsync();
        await second.Page.Editor().FillAsync("TWO");
        await WriteAsync(first.Page, 3, "two");
        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody wrote “two” here meanwhile");
        await Expect(second.Page.Editor()).ToHaveValueAsync("TWO");
        await second.Page.Editor().PressAsync("Enter");
        await first.Page.ShowsAsync("and so one TWO tree four five six");
        (await CorrectionParts.StoredAsync(fixture, id)).ShouldBe("and so one TWO tree four five six");
        await first.ShouldHaveBeenQuietAsync();
        await second.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task The_history_names_every_edit_and_leads_back()
    {
        var id = await CorrectionParts.PutAsync(fixture, "one tow tree", new Participant("ann", 0, "Ann"));
        await using var visit = await Visit.OpenAsync(fixture, CorrectionParts.Path(id));
        var page = visit.Page;
        await WriteAsync(page, 1, "two");
        await WriteAsync(page, 2, "three");
        await page.Button("Edits").ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Expect(drawer.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(drawer.GetByRole(AriaRole.Listitem).Nth(1)).ToContainTextAsync("Changed “tow” to “two”");
        await Expect(drawer.GetByRole(AriaRole.Listitem).Nth(1)).ToContainTextAsync("You");

        await drawer
            .GetByRole(AriaRole.Listitem)
            .Nth(1)
            .GetByRole(AriaRole.Button, new() { Name = "Take back" })
            .ClickAsync();
        await Expect(page.CorrectedWord(1)).ToHaveTextAsync("tow");
        await Expect(page.CorrectedWord(2)).ToHaveTextAsync("three");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Go back to the text before all edits" }).ClickAsync();
        await Expect(page.CorrectedWord(2)).ToHaveTextAsync("tree");
        await Expect(drawer.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await Expect(drawer.GetByRole(AriaRole.Listitem).First)
            .ToContainTextAsync("Went back to the text before all edits");

        (await CorrectionParts.StoredAsync(fixture, id)).ShouldBe("one tow tree");
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Voices_are_named_and_merged_where_their_label_is()
    {
        var id = await CorrectionParts.PutAsync(fixture, "0:one 1:two 2:three", new Participant("ann", 0, "Ann"));
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(id));
        var page = visit.Page;
        await page.Text().GetByRole(AriaRole.Button, new() { Name = "Change who this is: Speaker 1" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Who is Speaker 1?");
        await dialog.GetByLabel("Name").First.FillAsync("Bo");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Button("Change who this is: Bo")).ToBeVisibleAsync();

        await page.Button("Change who this is: Speaker 2").ClickAsync();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Bo", Exact = true })
            .ClickAsync();

        await Expect(page.Button("Change who this is: Speaker 2")).ToHaveCountAsync(0);
        await page.SavedAsync();
        (await CorrectionParts.StoredAsync(fixture, id)).ShouldBe("one 1:two 1:three");
        await page.Button("Remove the name Bo").First.ClickAsync();
        await Expect(page.Button("Change who this is: Speaker 1")).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_lost()
    {
        var id = await CorrectionParts.PutAsync(fixture, "one tow");
        await using var visit = await Visit.OpenAsync(fixture, CorrectionParts.Path(id));
        var page = visit.Page;
        await page.ShowsAsync("one tow");
        await visit.Context.SetOfflineAsync(true);

        await WriteAsync(page, 1, "two");

        // The audio may not have arrived either, and says so too.
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "cannot be reached" })).ToBeVisibleAsync();
        await page.ShowsAsync("one two");
        await visit.Context.SetOfflineAsync(false);
        await page.Button("Try now").ClickAsync();
        await page.SavedAsync();
        (await CorrectionParts.StoredAsync(fixture, id)).ShouldBe("one two");
    }

    [Fact]
    public async Task The_mouse_selects_and_comma_plays_what_is_selected()
    {
        var id = await CorrectionParts.PutAsync(fixture, "one two three four five six seven eight");
        await using var visit = await Visit.OpenAsync(fixture, CorrectionParts.Path(id));
        var page = visit.Page;
        await page.CorrectedWord(2).DragToAsync(page.CorrectedWord(4));
        await Expect(page.Locator("[data-w][aria-selected='true']")).ToHaveTextAsync(["three", "four", "five"]);
        await Expect(page.GetByRole(AriaRole.Toolbar)).ToContainTextAsync("3 words");

        await page.Keyboard.PressAsync(",");

        await visit.WaitForPositionAsync(2.5, 0.3);
        await page.WaitForFunctionAsync("() => window.lastAudio.paused");
        (await visit.PositionAsync()).ShouldBe(2.5, 0.5);
        await page.CorrectedWord(6).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.GetByRole(AriaRole.Toolbar)).ToContainTextAsync("5 words");
    }

    [Fact]
    public async Task A_correction_in_five_hours_shows_within_a_blink()
    {
        var id = await FiveHours.PutAsync(fixture);
        await using var visit = await Visit.OpenAsync(fixture, CorrectionParts.Path(id));
        var page = visit.Page;
        await Expect(page.CorrectedWord(5)).ToBeVisibleAsync();
        await page.CorrectedWord(5).DblClickAsync();
        await page.Editor().FillAsync("viaduct");

        await page.Editor().PressAsync("Enter");

        await Expect(page.CorrectedWord(5)).ToHaveTextAsync("viaduct");
        await page.SavedAsync();
        await page.GetByLabel("Topic", new() { Exact = true }).SelectOptionAsync("40");
        await Expect(page.Heading("Bridge and road, part 41")).ToBeVisibleAsync();
        await visit.ShouldHaveBeenQuietAsync();
    }

    private static async Task WriteAsync(IPage page, int word, string text)
    {
        await page.CorrectedWord(word).DblClickAsync();
        await page.Editor().FillAsync(text);
        await page.Editor().PressAsync("Enter");
        await Expect(page.Editor()).ToHaveCountAsync(0);
    }

    private static async Task PressLongAsync(IPage page, ILocator word)
    {
        var box = (await word.BoundingBoxAsync())!;
        var devices = await page.Context.NewCDPSessionAsync(page);
        var finger = new Dictionary<string, object>
        {
            ["type"] = "touchStart",
            ["touchPoints"] = new[] { new { x = box.X + (box.Width / 2), y = box.Y + (box.Height / 2) } },
        };
        await devices.SendAsync("Input.dispatchTouchEvent", finger);
        await Expect(word).ToHaveAttributeAsync("data-selected", new Regex(".*"));
        await devices.SendAsync(
            "Input.dispatchTouchEvent",
            new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() }
        );
    }

    private static async Task TabToWordsAsync(IPage page)
    {
        for (var press = 0; press < 60; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("document.activeElement?.matches('[data-w]') ?? false"))
                return;
        }
        Assert.Fail(
            "No word is reached by Tab, but " + await page.EvaluateAsync<string>("document.activeElement.outerHTML")
        );
    }
}
