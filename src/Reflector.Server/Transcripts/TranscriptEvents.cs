using Reflector.Server.Summaries;

namespace Reflector.Server.Transcripts;

/// <summary>Names and contents of a transcript's events, as its WebSocket sends them.</summary>
internal static class TranscriptEvents
{
    public const string Transcript = "TRANSCRIPT";
    public const string Topic = "TOPIC";
    public const string Status = "STATUS";
    public const string FinalTitle = "FINAL_TITLE";
    public const string FinalShortSummary = "FINAL_SHORT_SUMMARY";
    public const string FinalLongSummary = "FINAL_LONG_SUMMARY";
    public const string ActionItems = "ACTION_ITEMS";
    public const string Duration = "DURATION";
    public const string Waveform = "WAVEFORM";

    /// <summary>Ours: a stage of the pipeline moved.</summary>
    public const string Pipeline = "PIPELINE";

    /// <summary>Ours: another summary that somebody asked for moved on.</summary>
    public const string Summary = "SUMMARY";

    /// <summary>Ours: words or speakers were changed.</summary>
    public const string Edited = "EDITED";

    /// <summary>What only matters while it happens; not replayed to somebody who comes later.</summary>
    public static IReadOnlyCollection<string> Transient { get; } = [Transcript, Status, Pipeline, Summary, Edited];

    /// <summary>What a new processing says again.</summary>
    public static IReadOnlyCollection<string> Results { get; } =
    [Topic, FinalTitle, FinalShortSummary, FinalLongSummary, ActionItems];
}

/// <param name="Start">Seconds; ours.</param>
/// <param name="End">Seconds; ours.</param>
/// <param name="Speaker">Number of the voice, where it is known; ours.</param>
internal sealed record TranscriptText(
    string Text,
    string? Translation = null,
    double? Start = null,
    double? End = null,
    int? Speaker = null
);

internal sealed record TranscriptWsStatusData(TranscriptStatus Value);

internal sealed record TranscriptFinalTitle(string Title);

internal sealed record TranscriptFinalShortSummary(string ShortSummary);

/// <param name="Sources">What the pieces of the summaries were taken from, where it was looked for; ours.</param>
internal sealed record TranscriptFinalLongSummary(string LongSummary, IReadOnlyList<SummarySource>? Sources = null);

internal sealed record TranscriptActionItems(ActionItems ActionItems);

/// <param name="Duration">Milliseconds.</param>
internal sealed record TranscriptDuration(double Duration);

internal sealed record TranscriptWaveform(IReadOnlyList<double> Waveform);

/// <param name="Job">Id.</param>
/// <param name="Progress">0..100.</param>
/// <param name="Error">What went wrong, as a sentence.</param>
/// <param name="Version">Number of the version that came out of it.</param>
internal sealed record TranscriptSummaryProgress(
    string Job,
    Summaries.Jobs.SummaryJobState State,
    double Progress,
    string? Error,
    int? Version
);

/// <param name="Progress">0..100.</param>
internal sealed record TranscriptPipelineProgress(
    string Stage,
    Pipelines.StageState State,
    double? Progress,
    string? Error
);

/// <summary>Says what to read again; what was written is for readers of the text alone.</summary>
/// <param name="TextVersion">Of the transcript.</param>
/// <param name="Topics">Ids of those with other words than before.</param>
/// <param name="Participants">Whether names of speakers changed.</param>
internal sealed record TranscriptEdited(int TextVersion, IReadOnlyList<string> Topics, bool Participants);
