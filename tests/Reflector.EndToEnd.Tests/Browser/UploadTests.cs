using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>A recording of five chunks whose connection breaks when at least one of them has arrived.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class UploadTests(BrowserFixture fixture)
{
    private const int Chunk = 8 << 20;
    private const int Size = 4 * Chunk + 1_000_000;
    private const int BreaksAfter = 20 << 20;

    [Fact]
    public async Task An_upload_goes_on_when_the_network_comes_back()
    {
        var spoken = await MadeMeetings.OneSentenceAsync();
        await using var line = new NetworkLine(fixture.Address);
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new", address: line.Address);
        var page = visit.Page;
        var sent = ChunksSentBy(page);
        var confirmed = ChunksConfirmedTo(page);

        await page.FileInput().SetInputFilesAsync(fixture.Files.BigWave("Town hall.wav", spoken.Samples, Size));
        line.CutAfter(BreaksAfter);
        await page.Button("Transcribe").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Upload of Town hall" })).ToBeVisibleAsync();
        await Expect(page.GetByText("No connection")).ToBeVisibleAsync();
        await Expect(page.GetByText("are safe")).ToBeVisibleAsync();

        int[] before = [.. confirmed];
        before.ShouldNotBeEmpty();
        sent.Clear();
        line.Mend();
        await page.Button("Try now").ClickAsync();
        await Expect(page.Text()).ToContainTextAsync("thank you for joining", new() { Timeout = 60_000 });
        sent.Order().ShouldBe(Enumerable.Range(0, 5).Except(before));
    }

    [Fact]
    public async Task An_upload_goes_on_after_the_page_was_reloaded()
    {
        var spoken = await MadeMeetings.OneSentenceAsync();
        var file = fixture.Files.BigWave("All hands.wav", spoken.Samples, Size);
        await using var line = new NetworkLine(fixture.Address);
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new", address: line.Address);
        var page = visit.Page;
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();

        await page.FileInput().SetInputFilesAsync(file);
        line.CutAfter(BreaksAfter);
        await page.Button("Transcribe").ClickAsync();
        await Expect(page.GetByText("No connection")).ToBeVisibleAsync();
        line.Mend();
        await page.ReloadAsync();

        await Expect(page.Heading("Unfinished uploads")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "All hands.wav" })).ToBeVisibleAsync();
        await page.FileInput().SetInputFilesAsync(file);
        await Expect(page.GetByText("Part of this file is already on the server.")).ToBeVisibleAsync();
        var received = await ReceivedAsync();
        var sent = ChunksSentBy(page);
        await page.Button("Transcribe").ClickAsync();
        await Expect(page.Text()).ToContainTextAsync("thank you for joining", new() { Timeout = 60_000 });
        sent.Order().ShouldBe(Enumerable.Range(0, 5).Except(received));

        await page.GotoAsync("/transcripts/new");
        await Expect(page.Button("Choose files")).ToBeVisibleAsync();
        await Expect(page.Heading("Unfinished uploads")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_upload_that_is_called_off_leaves_nothing_on_the_server()
    {
        var spoken = await MadeMeetings.OneSentenceAsync();
        await using var line = new NetworkLine(fixture.Address);
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new", address: line.Address);
        var page = visit.Page;

        await page.FileInput().SetInputFilesAsync(fixture.Files.BigWave("Called off.wav", spoken.Samples, Size));
        line.CutAfter(BreaksAfter);
        await page.Button("Transcribe").ClickAsync();
        await Expect(page.GetByText("No connection")).ToBeVisibleAsync();
        var id = await NewestAsync();
        line.Mend();
        await page.RunAndWaitForResponseAsync(
            () => page.Button("Cancel Called off").ClickAsync(),
            response => response is { Ok: true, Request.Method: "DELETE" }
        );
        (await fixture.Api.StatusAsync($"/v1/transcripts/{id}")).ShouldBe(404);
        await Expect(page.Button("Choose files")).ToBeVisibleAsync();
    }

    private static ConcurrentBag<int> ChunksSentBy(IPage page)
    {
        var chunks = new ConcurrentBag<int>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST" && ChunkNumber().Match(request.Url) is { Success: true } match)
                chunks.Add(int.Parse(match.Groups[1].ValueSpan));
        };
        return chunks;
    }

    private static ConcurrentBag<int> ChunksConfirmedTo(IPage page)
    {
        var chunks = new ConcurrentBag<int>();
        page.RequestFinished += (_, request) =>
        {
            if (request.Method == "POST" && ChunkNumber().Match(request.Url) is { Success: true } match)
                chunks.Add(int.Parse(match.Groups[1].ValueSpan));
        };
        return chunks;
    }

    private async Task<int[]> ReceivedAsync()
    {
        var state = await fixture.Api.GetAsync($"/v1/transcripts/{await NewestAsync()}/record/upload");
        int[] received = [.. state.GetProperty("received_chunks").EnumerateArray().Select(chunk => chunk.GetInt32())];
        received.ShouldNotBeEmpty();
        return received;
    }

    private async Task<string> NewestAsync() =>
        (await fixture.Api.GetAsync("/v1/transcripts?size=1")).GetProperty("items")[0].GetProperty("id").GetString()!;

    [GeneratedRegex(@"/record/upload\?.*chunk_number=(\d+)")]
    private static partial Regex ChunkNumber();
}
