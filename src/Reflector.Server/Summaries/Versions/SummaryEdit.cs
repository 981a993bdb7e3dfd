using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Versions;

/// <summary>What a person makes of a summary.</summary>
internal static class SummaryEdit
{
    /// <summary>Whether it says something else than what is shown; what is not given stays.</summary>
    public static bool Changes(Transcript transcript, string? shortSummary, string? longSummary) =>
        (shortSummary is not null && shortSummary != transcript.ShortSummary)
        || (longSummary is not null && longSummary != transcript.LongSummary);

    /// <summary>What a person wrote is no longer what was generated; sentences that stayed keep their sources.</summary>
    public static SummaryContent Of(Transcript transcript, string? shortSummary, string? longSummary, string? by)
    {
        var recap = shortSummary ?? transcript.ShortSummary;
        var report = longSummary ?? transcript.LongSummary;
        return new(
            SummaryOrigin.Edited,
            by,
            GeneratedBy: null,
            Style: null,
            recap,
            report,
            transcript.ActionItems,
            transcript
                .SummarySources?.Where(source =>
                    Holds(recap, source.Text)
                    || Holds(report, source.Text)
                    || Holds(report, Markdown.Escape(source.Text))
                )
                .ToList()
        );
    }

    private static bool Holds(string? text, string piece) => text?.Contains(piece, StringComparison.Ordinal) == true;
}
