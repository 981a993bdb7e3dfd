using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Reflector.Fakes.Speech;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser;

[Collection(BrowserTests.Name)]
public sealed partial class PlayerTests(BrowserFixture fixture)
{
    private static readonly (string Extension, string Sign)[] Formats =
    [
        (".txt", "[00:00"),
        (".srt", " --> 00:00:"),
        (".vtt", "WEBVTT"),
        (".json", "\"speaker_name\""),
        (".md", "# "),
    ];

    [Fact]
    public async Task A_click_on_a_word_plays_from_there_and_the_spoken_word_moves()
    {
        var meeting = await fixture.MeetingAsync();
        var number = meeting
            .Words.Index()
            .First(word => word.Item.Text.StartsWith("hospital", StringComparison.Ordinal))
            .Index;
        var word = meeting.Words[number];
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;

        await page.Word(number).ClickAsync();
        await visit.WaitForPositionAsync(word.Start, 0.05);
        var said = meeting.Spoken.Words.First(spoken => spoken.Text.StartsWith("hospital", StringComparison.Ordinal));
        (await visit.PositionAsync()).ShouldBe(said.Start, 0.3);
        await Expect(page.SpokenWord()).ToHaveAttributeAsync("data-w", $"{number}");

        await page.Button("Play").ClickAsync();
        await Expect(page.Word(number + 2)).ToHaveAttributeAsync("data-spoken", "");
        await Expect(page.SpokenWord()).ToHaveCountAsync(1);
        await page.Button("Pause").ClickAsync();
        (await visit.PositionAsync()).ShouldBeGreaterThan(word.Start + 0.2);
        await visit.ShouldHaveBeenQuietAsync();
    }

    [Fact]
    public async Task A_click_on_a_topic_goes_to_its_beginning()
    {
        var shelf = await fixture.ShelfAsync();
        var topics = await fixture.Api.GetAsync($"/v1/transcripts/{shelf.LongTitled}/topics");
        var last = topics.EnumerateArray().Last();
        topics.GetArrayLength().ShouldBeGreaterThan(1);
        await using var visit = await Visit.OpenAsync(fixture, Shelf.At(shelf.LongTitled) + "?tab=topics");
        var panel = visit.Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Topics" });

        var topic = panel.GetByRole(AriaRole.Button).Last;
        await Expect(topic).ToContainTextAsync(last.GetProperty("title").GetString()!);
        await topic.ClickAsync();
        await visit.WaitForPositionAsync(last.GetProperty("timestamp").GetDouble(), 0.05);
        await Expect(topic).ToHaveAttributeAsync("aria-current", "true");
    }

    [Fact]
    public async Task A_link_to_a_second_opens_there()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path + "?t=12");
        await visit.WaitForPositionAsync(12, 0.05);
        await Expect(visit.Page.GetByTestId("playback-position")).ToHaveTextAsync("0:12");
    }

    [Fact]
    public async Task The_text_is_copied_whole()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        var page = visit.Page;

        await page.Button("Copy").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Text", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Text copied.")).ToBeVisibleAsync();
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var words = SpeakerName().Replace(copied, "");
        WordErrorRate.Of(meeting.Spoken.Text, words).Rate.ShouldBeLessThanOrEqualTo(0.06);
    }

    [Fact]
    public async Task Each_format_is_downloaded_with_its_content()
    {
        var meeting = await fixture.MeetingAsync();
        await using var visit = await Visit.OpenAsync(fixture, meeting.Path);
        foreach (var (extension, sign) in Formats)
        {
            var download = await DownloadAsync(visit.Page, extension);
            download.SuggestedFilename.ShouldEndWith(extension);
            var content = await File.ReadAllTextAsync(await download.PathAsync());
            content.ShouldContain(sign);
            content.ShouldContain("hospital");
        }
        var audio = await DownloadAsync(visit.Page, ".mp3");
        new FileInfo(await audio.PathAsync()).Length.ShouldBeGreaterThan(100_000);
    }

    private static async Task<IDownload> DownloadAsync(IPage page, string extension)
    {
        await page.Button("Download").ClickAsync();
        return await page.RunAndWaitForDownloadAsync(() => page.Item(extension).ClickAsync());
    }

    [GeneratedRegex(@"^Speaker \d+: ", RegexOptions.Multiline)]
    private static partial Regex SpeakerName();
}
