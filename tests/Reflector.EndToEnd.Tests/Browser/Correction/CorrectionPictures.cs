using Microsoft.Playwright;
using Reflector.Server.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Correction;

/// <summary>The correction page in its states, to be looked at; into the folder named by PICTURES.</summary>
[Collection(BrowserTests.Name)]
public sealed class CorrectionPictures(BrowserFixture fixture)
{
    private const string Text =
        "Good 0:morning, everybody. Today we talk about the brige over the harbour and the old rode to it. "
        + "1:Who 1:is 1:going 1:to 1:pay 1:for 1:that? 1:The 1:city 1:has 1:no 1:money 1:for 1:it 1:this 1:year. "
        + "2:We 2:could 2:ask 2:the 2:county. The rest is for next week.|And another subject of this meeting.";

    [Fact(Explicit = true)]
    public async Task Of_the_correction_page()
    {
        var folder =
            Environment.GetEnvironmentVariable("PICTURES") ?? Directory.CreateTempSubdirectory("pictures-").FullName;
        Directory.CreateDirectory(folder);
        var id = await CorrectionParts.PutAsync(
            fixture,
            Text,
            new Participant("ann", 0, "Ann Whitfield"),
            new Participant("bo", 1, "Bo Lindqvist"),
            new Participant("cy", null, "Cyril")
        );
        foreach (var (width, height) in new[] { (1440, 900), (390, 844) })
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visit = await Visit.OpenAsync(fixture, CorrectionParts.Path(id), (width, height), theme);
            var page = visit.Page;
            Task PictureAsync(string name) =>
                page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder, $"correct-{name}-{width}-{theme}.png".ToLowerInvariant()) }
                );
            await Expect(page.CorrectedWord(0)).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await PictureAsync("open");
            await page.CorrectedWord(6).ClickAsync();
            await page.CorrectedWord(9).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
            await PictureAsync("selected");
            await page.Button("Give to…").ClickAsync();
            await PictureAsync("giving");
            await page.Keyboard.PressAsync("Escape");
            await page.CorrectedWord(6).DblClickAsync();
            await page.Editor().FillAsync("the bridge");
            await PictureAsync("writing");
            await page.Keyboard.PressAsync("Enter");
            await page.SavedAsync();
            await page.Button("Change who this is: Speaker 2").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await PictureAsync("voice");
            await page.Keyboard.PressAsync("Escape");
            await page.Button("Edits").ClickAsync();
            await Expect(page.GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
            await PictureAsync("edits");
            await page.Keyboard.PressAsync("Escape");
            await page.Button("Undo").ClickAsync();
            await Expect(page.GetByText("Took back").First).ToBeVisibleAsync();
            await PictureAsync("undone");
        }
    }
}
