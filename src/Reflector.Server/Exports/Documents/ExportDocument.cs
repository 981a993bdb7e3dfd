using Reflector.Server.Summaries;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports.Documents;

/// <summary>What a document says, before it is written as text, Markdown, DOCX or PDF.</summary>
/// <param name="Facts">When, how long, who spoke.</param>
/// <param name="Summary">Markdown; empty for none.</param>
/// <param name="Contents">Topics with their times; none when topics are not wanted.</param>
/// <param name="Sections">The text, under its topics where they are wanted.</param>
internal sealed record ExportDocument(
    string Title,
    IReadOnlyList<string> Facts,
    string Summary,
    IReadOnlyList<string> Decisions,
    IReadOnlyList<string> NextSteps,
    IReadOnlyList<ContentsLine> Contents,
    IReadOnlyList<ExportSection> Sections
)
{
    public static ExportDocument Of(ExportedTranscript exported, ExportOptions options)
    {
        var transcript = exported.Transcript;
        var items = options.ActionItems ? transcript.ActionItems : null;
        return new(
            exported.Title,
            FactsOf(exported, options),
            options.Summary ? SummaryOf(transcript) : "",
            [.. (items?.Decisions ?? []).Select(Line)],
            [.. (items?.NextSteps ?? []).Select(Line)],
            options.Topics ? [.. exported.Topics.Select(topic => new ContentsLine(TimeOf(topic), TitleOf(topic)))] : [],
            SectionsOf(exported, options)
        );
    }

    private static IReadOnlyList<ExportSection> SectionsOf(ExportedTranscript exported, ExportOptions options)
    {
        if (exported.Topics.All(topic => topic.Words.Count == 0))
            return [new(null, null, [new(null, null, ExportWords.NoText)])];
        return options.Topics
            ? [.. exported.Topics.Select(topic => SectionOf(exported, [topic], TitleOf(topic), options))]
            : [SectionOf(exported, exported.Topics, null, options)];
    }

    private static List<string> FactsOf(ExportedTranscript exported, ExportOptions options)
    {
        var transcript = exported.Transcript;
        List<string> facts =
        [
            ExportWords.When(transcript.CreatedAt),
            ExportWords.Length(TimeSpan.FromMilliseconds(transcript.DurationMs)),
        ];
        if (options.Speakers)
        {
            var speakers = exported
                .Topics.SelectMany(topic => topic.Words)
                .Select(word => word.Speaker)
                .Distinct()
                .Select(speaker => PlainText.OneLine(TranscriptFormats.SpeakerName(speaker, exported.Participants)));
            facts.AddRange([string.Join(", ", speakers)]);
        }
        return facts.FindAll(fact => fact.Length > 0);
    }

    private static string SummaryOf(Transcript transcript) =>
        PlainText
            .Clean(string.IsNullOrWhiteSpace(transcript.LongSummary) ? transcript.ShortSummary : transcript.LongSummary)
            .Trim();

    private static ExportSection SectionOf(
        ExportedTranscript exported,
        IReadOnlyList<Topic> topics,
        string? title,
        ExportOptions options
    ) =>
        new(
            title,
            title is null ? null : TimeOf(topics[0]),
            [
                .. topics
                    .SelectMany(exported.SegmentsOf)
                    .Select(segment => new ExportTurn(
                        options.Timestamps ? TranscriptFormats.Minutes(segment.Start) : null,
                        options.Speakers
                            ? PlainText.OneLine(TranscriptFormats.SpeakerName(segment.Speaker, exported.Participants))
                            : null,
                        PlainText.OneLine(segment.Text)
                    )),
            ]
        );

    private static string TimeOf(Topic topic) => TranscriptFormats.Minutes(topic.Timestamp);

    private static string TitleOf(Topic topic) =>
        PlainText.OneLine(topic.Title) is { Length: > 0 } title ? title : ExportWords.Untitled;

    private static string Line(Decision decision) => Line(decision.DecisionText, decision.DecidedBy);

    private static string Line(NextStep step) => Line(step.Task, step.AssignedTo, step.Deadline);

    private static string Line(string what, params string?[] about)
    {
        var details = string.Join(", ", about.Select(PlainText.OneLine).Where(detail => detail.Length > 0));
        return details.Length == 0 ? PlainText.OneLine(what) : $"{PlainText.OneLine(what)} ({details})";
    }
}

internal sealed record ContentsLine(string Time, string Title);

/// <param name="Title">Null when the text is not parted.</param>
/// <param name="Time">Where it begins; null with the title.</param>
internal sealed record ExportSection(string? Title, string? Time, IReadOnlyList<ExportTurn> Turns);

/// <param name="Time">Null when times are not wanted.</param>
/// <param name="Name">Null when names are not wanted.</param>
internal sealed record ExportTurn(string? Time, string? Name, string Text);
