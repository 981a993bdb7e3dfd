using Reflector.Server.Transcripts;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>A transcript of five hours, put into the database with audio of that length.</summary>
internal static class FiveHours
{
    public const string Title = "Five hours of council";
    public const int Words = 45_000;
    private const int WordsPerTopic = 750;
    private const double SecondsPerWord = 0.4;

    private static readonly string[] Sentence =
        "The council talked about the bridge and the old road to the harbour, because nobody could say who pays for it.".Split(
            ' '
        );

    public static async Task<string> PutAsync(BrowserFixture fixture)
    {
        var transcript = Shelf.New(Title, TranscriptStatus.Ended);
        transcript.Title = Title;
        transcript.DurationMs = Words * SecondsPerWord * 1000;
        transcript.AudioKey = $"transcripts/{transcript.Id}/audio.mp3";
        transcript.Waveform = [.. Enumerable.Range(0, 255).Select(peak => Math.Round(0.2 + peak * 37 % 80 / 100.0, 2))];
        transcript.ShortSummary = "The council talked about the bridge.";
        transcript.LongSummary = "The council talked about the bridge and the road.";
        transcript.GeneratedBy = "extractive";
        await using var db = await fixture.OpenDatabaseAsync();
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync();
        for (var first = 0; first < Words; first += WordsPerTopic)
        {
            db.Topics.Add(
                new Topic
                {
                    Id = Guid.CreateVersion7().ToString(),
                    TranscriptId = transcript.Id,
                    Position = first / WordsPerTopic,
                    Title = $"Bridge and road, part {first / WordsPerTopic + 1}",
                    Summary = "Who pays for the bridge?",
                    Timestamp = first * SecondsPerWord,
                    Duration = WordsPerTopic * SecondsPerWord,
                    Words = [.. Enumerable.Range(first, WordsPerTopic).Select(WordAt)],
                }
            );
        }
        await db.SaveChangesAsync();

        var minute = await File.ReadAllBytesAsync(await fixture.Files.FaintMinuteAsync("minute.mp3"));
        using var audio = new MemoryStream();
        for (var minutes = 0; minutes < 300; minutes++)
            audio.Write(minute);
        audio.Position = 0;
        await fixture.Store.PutAsync(transcript.AudioKey, audio);
        return transcript.Id;
    }

    private static Word WordAt(int number) =>
        new(
            Sentence[number % Sentence.Length],
            number * SecondsPerWord,
            number * SecondsPerWord + 0.35,
            number / (Sentence.Length * 8) % 3
        );
}
