using Microsoft.Playwright;
using Reflector.Server.Recordings;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed class BadRecordingTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Text_called_mp3_is_refused_in_a_sentence_and_leaves_nothing_behind()
    {
        var file = fixture.Files.Text("Shopping list.mp3", "bread, milk, butter\n");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        await RefuseAsync(visit.Page, file, "Shopping list", "This file is not audio or video, or it is damaged.");
    }

    [Fact]
    public async Task A_video_without_sound_is_refused_in_a_sentence_and_leaves_nothing_behind()
    {
        var file = await fixture.Files.SilentVideoAsync("Test card.mp4");
        await using var visit = await Visit.OpenAsync(fixture, "/transcripts/new");
        await RefuseAsync(visit.Page, file, "Test card", "This file has no audio track");
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
        await fixture.Api.UploadAsync(id, path);
        await using var visit = await Visit.OpenAsync(fixture, $"/transcripts/{id}");
        var page = visit.Page;
        await Expect(page.Text()).ToContainTextAsync("thank you for joining", new() { Timeout = 60_000 });

        // A recording that is spoilt and repaired in storage stands for every cause that passes.
        await fixture.Store.PutFileAsync(source, fixture.Files.Text("Spoilt.wav", "no sound at all"), move: false);
        await page.Button("More").ClickAsync();
        await page.Item("Process again").ClickAsync();
        var alert = page.GetByRole(AriaRole.Alert, new() { Name = "Processing failed" });
        await Expect(alert.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Failed at: Check the recording");
        await Expect(alert).ToContainTextAsync("This file is not audio or video");
        await Expect(alert).ToContainTextAsync("The recording is kept");
        await fixture.Store.PutFileAsync(source, path, move: false);
        await alert.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.Text()).ToContainTextAsync("thank you for joining", new() { Timeout = 60_000 });
        await visit.ShouldHaveBeenQuietAsync();
    }

    /// <summary>The upload is refused in a sentence, and no empty transcript stays behind.</summary>
    private static async Task RefuseAsync(IPage page, string file, string name, string sentence)
    {
        await page.FileInput().SetInputFilesAsync(file);
        await page.RunAndWaitForResponseAsync(
            () => page.Button("Transcribe").ClickAsync(),
            response => response is { Ok: true, Request.Method: "DELETE" }
        );
        var alert = page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync(sentence);
        await Expect(alert).ToContainTextAsync("Your file itself is untouched.");

        // An empty list has no search field, but its address finds all the same.
        await page.GotoAsync(new Uri(new Uri(page.Url), $"/?q={Uri.EscapeDataString(name)}").ToString());
        await Expect(page.Heading("Nothing was found")).ToBeVisibleAsync();
    }
}
