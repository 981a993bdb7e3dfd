using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class LiveProcessingTests(BrowserFixture fixture)
{
    [Fact]
    public async Task A_page_that_was_cut_off_catches_up()
    {
        var shelf = await fixture.ShelfAsync();
        await using var line = new NetworkLine(fixture.Address);
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(shelf.Processing), address: line.Address);
        var text = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Recognised text" });
        var connected = visit.Page.WaitForWebSocketAsync();
        await visit.Page.ReloadAsync();
        var socket = await connected;
        await Expect(text).ToContainTextAsync("budget");

        line.Cut();
        if (!socket.IsClosed)
            await Expect(visit.Page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
        await shelf.RecogniseAsync("said while nobody was listening", 200);
        line.Mend();
        await Expect(text).ToContainTextAsync("said while nobody was listening");
        await shelf.RecogniseAsync("said afterwards", 210);
        await Expect(text).ToContainTextAsync("said afterwards");
        await Expect(text.GetByText("said while nobody was listening")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Who_comes_later_reads_what_was_recognised_before()
    {
        var shelf = await fixture.ShelfAsync();
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(shelf.Processing));
        var page = visit.Page;
        var step = page.GetByTestId("step-transcribe");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Recognised text" })).ToContainTextAsync("budget");
        await Expect(step.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "42");
        await Expect(page.GetByTestId("step-check")).ToHaveAttributeAsync("data-state", "done");
        await Expect(page.GetByTestId("step-finish")).ToHaveAttributeAsync("data-state", "waiting");
        await visit.ShouldHaveBeenQuietAsync();
    }
}
