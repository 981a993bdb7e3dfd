using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries;

/// <summary>Makes topics, title, summaries and action items of a transcript.</summary>
internal interface ISummarizer
{
    /// <summary>What made the text, for <c>generated_by</c>: <c>extractive</c>, or <c>llm:MODEL</c>.</summary>
    string Name { get; }

    /// <summary>Cuts the words, in order and without loss, into topics. Progress is 0..1.</summary>
    Task<IReadOnlyList<TopicDraft>> DetectTopicsAsync(
        IReadOnlyList<Word> words,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    );

    Task<string> WriteTitleAsync(IReadOnlyList<TopicDraft> topics, CancellationToken cancellationToken);

    /// <param name="topics">The transcript's topics, in order.</param>
    /// <param name="participants">Names of the people who spoke, where they are known.</param>
    /// <param name="style">What the long summary should look like.</param>
    /// <param name="progress">0..1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SummaryDraft> SummarizeAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        SummaryStyle style,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    );

    Task<ActionItems> FindActionItemsAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        CancellationToken cancellationToken
    );
}

/// <param name="Moments">What the summary was taken from; null in runs from before sources were looked for.</param>
internal sealed record TopicDraft(
    string Title,
    string Summary,
    IReadOnlyList<Word> Words,
    IReadOnlyList<SourceMoment>? Moments = null
);

/// <param name="Short">One to three sentences, plain text.</param>
/// <param name="Long">Markdown with a heading per subject.</param>
/// <param name="Sources">Of the pieces of both whose sources were looked for.</param>
internal sealed record SummaryDraft(string Short, string Long, IReadOnlyList<SummarySource>? Sources = null);

internal sealed record ActionItems(IReadOnlyList<Decision> Decisions, IReadOnlyList<NextStep> NextSteps)
{
    public static ActionItems None { get; } = new([], []);
}

/// <param name="DecisionText">What was decided; <c>decision</c> in JSON.</param>
/// <param name="Moments">Where it was said; empty when no source was found, null when none was looked for.</param>
internal sealed record Decision(
    [property: System.Text.Json.Serialization.JsonPropertyName("decision")] string DecisionText,
    string? Rationale = null,
    string? DecidedBy = null,
    string? DecidedByParticipantId = null,
    IReadOnlyList<SourceMoment>? Moments = null
);

/// <param name="Moments">Where it was said; empty when no source was found, null when none was looked for.</param>
internal sealed record NextStep(
    string Task,
    string? AssignedTo = null,
    string? AssignedToParticipantId = null,
    string? Deadline = null,
    string? Context = null,
    IReadOnlyList<SourceMoment>? Moments = null
);
