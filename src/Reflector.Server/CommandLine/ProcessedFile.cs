using Reflector.Server.Summaries;
using Reflector.Server.Transcripts;

namespace Reflector.Server.CommandLine;

/// <summary>What <c>reflector process</c> prints as JSON; times are seconds.</summary>
/// <param name="Timings">Seconds that each stage took.</param>
internal sealed record ProcessedFile(
    string File,
    double DurationSeconds,
    string Language,
    string Model,
    string Text,
    IReadOnlyList<ProcessedSegment> Segments,
    IReadOnlyList<ProcessedTopic> Topics,
    string? Title,
    string? ShortSummary,
    string? LongSummary,
    ActionItems ActionItems,
    IReadOnlyDictionary<string, double> Timings
);

internal sealed record ProcessedSegment(
    double Start,
    double End,
    int Speaker,
    string Text,
    IReadOnlyList<ProcessedWord> Words
)
{
    public static ProcessedSegment From(Segment segment) =>
        new(
            segment.Start,
            segment.End,
            segment.Speaker,
            segment.Text,
            [.. segment.Words.Select(word => new ProcessedWord(word.Text, word.Start, word.End))]
        );

    public Segment ToSegment() => new([.. Words.Select(word => new Word(word.Text, word.Start, word.End, Speaker))]);
}

internal sealed record ProcessedWord(string Text, double Start, double End);

internal sealed record ProcessedTopic(string Title, string Summary, double Start, double End)
{
    public static ProcessedTopic From(TopicDraft topic) =>
        new(topic.Title, topic.Summary, topic.Words[0].Start, topic.Words[^1].End);
}
