using Microsoft.Playwright;
using Reflector.Server.Transcripts;
using static Microsoft.Playwright.Assertions;

namespace Reflector.EndToEnd.Tests.Browser.Correction;

/// <summary>A transcript to put right, and the parts of the page where that is done.</summary>
internal static class CorrectionParts
{
    /// <summary>Topics are separated by <c>|</c>; <c>1:word</c> is said by speaker 1. It has the audio of a real meeting.</summary>
    public static async Task<string> PutAsync(BrowserFixture fixture, string text, params Participant[] participants)
    {
        var meeting = await fixture.MeetingAsync();
        await using var db = await fixture.OpenDatabaseAsync();
        var source = await db.Transcripts.FindAsync(meeting.Id);
        var transcript = Shelf.New("To correct", TranscriptStatus.Ended);
        transcript.Title = "Talk about the bridge";
        transcript.DurationMs = source!.DurationMs;
        transcript.AudioKey = source.AudioKey;
        transcript.Waveform = source.Waveform;
        transcript.Participants = participants;
        db.Add(transcript);
        await db.SaveChangesAsync();
        var time = 0d;
        foreach (var (position, topic) in text.Split('|').Index())
        {
            var words = topic.Split(' ').Select(Next).ToArray();
            db.Add(
                new Topic
                {
                    Id = Guid.CreateVersion7().ToString(),
                    TranscriptId = transcript.Id,
                    Position = position,
                    Title = $"Subject {position + 1}",
                    Summary = "",
                    Timestamp = words[0].Start,
                    Duration = words[^1].End - words[0].Start,
                    Words = words,
                }
            );
        }
        await db.SaveChangesAsync();
        return transcript.Id;

        Word Next(string word)
        {
            var colon = word.IndexOf(':');
            time += 0.5;
            return new(word[(colon + 1)..], time - 0.5, time, colon > 0 ? int.Parse(word[..colon]) : 0);
        }
    }

    public static string Path(string id) => $"/transcripts/{id}/correct";

    public static ILocator CorrectedWord(this IPage page, int number) => page.Locator($"[data-w='{number}']");

    public static ILocator Editor(this IPage page) =>
        page.GetByRole(AriaRole.Textbox, new() { Name = "Words", Exact = true });

    public static Task ShowsAsync(this IPage page, string text) =>
        Expect(page.Locator("[data-w]")).ToHaveTextAsync(text.Split(' '));

    /// <summary>What the server has of a topic, with voices.</summary>
    public static async Task<string> StoredAsync(BrowserFixture fixture, string id, int topic = 0)
    {
        await using var db = await fixture.OpenDatabaseAsync();
        var words = db.Topics.Single(row => row.TranscriptId == id && row.Position == topic).Words;
        return string.Join(' ', words.Select(word => word.Speaker == 0 ? word.Text : $"{word.Speaker}:{word.Text}"));
    }

    public static Task SavedAsync(this IPage page) =>
        Expect(page.GetByText("Saving…", new() { Exact = true })).ToHaveCountAsync(0);
}
