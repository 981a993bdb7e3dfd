using Microsoft.Playwright;
using Reflector.Server.Recordings;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class BadRecordingTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Text_called_mp3_is_refused_in_a_sentence_and_shown_as_failed()
    {
        var file = fixture.Files.Text("Shopping list.mp3", "bread, milk, butter\n");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        await FailAsync(visit.Page, file, "Shopping list");
    }

    [Fact]
    public async Task A_video_without_sound_is_refused_in_a_sentence_and_shown_as_failed()
    {
        var file = await fixture.Files.SilentVideoAsync("Test card.mp4");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        await FailAsync(visit.Page, file, "Test card");
    }

    [Fact]
    public async Task An_empty_file_is_refused_before_it_is_sent()
    {
        var file = fixture.Files.Text("Nothing.wav", "");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        await visit.Page.FileInput().SetInputFilesAsync(file);
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This file is empty");
        await Expect(visit.Page.Button("Transcribe")).ToHaveCountAsync(0);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_failed_step_is_named_and_Retry_finishes_the_transcript()
    {
        var spoken = await MadeMeetings.OneSentenceAsync();
        var path = fixture.Files.Wave("Retried.wav", spoken.Samples);
        var id = await fixture.Api.CreateTranscriptAsync("Retried");
        var source = ObjectKeys.Source(id, path);
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        var page = visit.Page;

        // A recording that is spoilt and repaired in storage stands for every cause that passes.
        await fixture.Api.UploadAsync(id, fixture.Files.Text("Spoilt.wav", "no sound at all"));
        await page.ReloadAsync();
        var alert = page.GetByRole(AriaRole.Alert);
        await Expect(alert.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Failed at: Check the recording");
        await fixture.Store.PutFileAsync(source, path, move: false);
        await alert.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.Text()).ToContainTextAsync("thank you for joining", new() { Timeout = 60_000 });
        await visit.ShouldHaveBeenQuietAsync();
    }

    private static async Task FailAsync(IPage page, string file, string name)
    {
        await page.FileInput().SetInputFilesAsync(file);
        await page.Button("Transcribe").ClickAsync();
        await page.WaitForURLAsync("**/transcripts/*-*");
        var alert = page.GetByRole(AriaRole.Alert);
        await Expect(alert.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Failed at: Check the recording");
        await Expect(alert).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[a-z]{3,} [a-z]+.*\\."));
        await Expect(alert).Not.ToContainTextAsync("The server gave no reason");
        await Expect(alert).ToContainTextAsync("The recording is kept");

        await page.GotoAsync("/?q=" + Uri.EscapeDataString(name));
        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await Expect(row.GetByText("Failed", new() { Exact = true })).ToBeVisibleAsync();
        await page.Button("More for " + name).ClickAsync();
        await page.Item("Delete…").ClickAsync();
        await page.RunAndWaitForResponseAsync(
            () => page.Button("Delete").ClickAsync(),
            response => response is { Ok: true, Request.Method: "DELETE" }
        );
        await Expect(row).ToHaveCountAsync(0);
    }
}
