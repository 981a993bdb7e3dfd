using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Versions;

/// <summary>What a new version says and where it comes from.</summary>
internal sealed record SummaryContent(
    SummaryOrigin Origin,
    string? CreatedBy,
    string? GeneratedBy,
    SummaryStyle? Style,
    string? Short,
    string? Long,
    ActionItems? ActionItems,
    IReadOnlyList<SummarySource>? Sources
);

/// <summary>
/// Keeps every summary of a transcript. To be called in a transaction that holds the transcript's row, so that versions
/// are numbered one after the other.
/// </summary>
internal sealed class SummaryHistory(EventLog events, TimeProvider clock)
{
    /// <summary>Of what machines wrote, only so much is kept; of what people wrote, much more.</summary>
    private const int MostGenerated = 50;

    private const int MostEdited = 500;

    private static readonly string[] Told =
    [
        TranscriptEvents.FinalLongSummary,
        TranscriptEvents.FinalShortSummary,
        TranscriptEvents.ActionItems,
    ];

    /// <summary>Whether the summary that is shown was written by a person.</summary>
    public static bool IsWrittenByHand(Transcript transcript) =>
        transcript.GeneratedBy is null
        && !(string.IsNullOrEmpty(transcript.ShortSummary) && string.IsNullOrEmpty(transcript.LongSummary));

    /// <summary>Puts the version in place of what is shown, and says so.</summary>
    /// <param name="db">Tracks <paramref name="transcript"/>.</param>
    /// <param name="transcript">As it is shown still.</param>
    /// <param name="content">Of the version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> ShowAsync(
        ReflectorDb db,
        Transcript transcript,
        SummaryContent content,
        CancellationToken cancellationToken
    )
    {
        var number = await AddAsync(db, transcript, content, cancellationToken);
        transcript.ShortSummary = content.Short;
        transcript.LongSummary = content.Long;
        transcript.ActionItems = content.ActionItems;
        transcript.SummarySources = content.Sources;
        transcript.GeneratedBy = content.GeneratedBy;
        transcript.SummaryVersion = number;
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, transcript, cancellationToken);
        return number;
    }

    /// <summary>Keeps the version beside what is shown.</summary>
    public async Task<int> AddAsync(
        ReflectorDb db,
        Transcript transcript,
        SummaryContent content,
        CancellationToken cancellationToken
    )
    {
        var last = await db
            .SummaryVersions.Where(version => version.TranscriptId == transcript.Id)
            .MaxAsync(version => (int?)version.Number, cancellationToken);
        if (last is null && Shown(transcript) is { } shown)
        {
            // Of a transcript from before there were versions.
            last = 1;
            transcript.SummaryVersion = 1;
            db.SummaryVersions.Add(Version(transcript, 1, transcript.CreatedAt, shown));
        }
        var version = Version(transcript, (last ?? 0) + 1, clock.GetUtcNow(), content);
        db.SummaryVersions.Add(version);
        await db.SaveChangesAsync(cancellationToken);
        await PruneAsync(db, transcript, version.Number, cancellationToken);
        return version.Number;
    }

    public async Task TellAsync(ReflectorDb db, Transcript transcript, CancellationToken cancellationToken)
    {
        var stream = EventLog.TranscriptStream(transcript.Id);
        await EventLog.RemoveAsync(db, stream, Told, cancellationToken);
        if (transcript.LongSummary is { } written)
            await events.AppendAsync(
                db,
                stream,
                TranscriptEvents.FinalLongSummary,
                new TranscriptFinalLongSummary(written, transcript.SummarySources),
                cancellationToken
            );
        if (transcript.ShortSummary is { } recap)
            await events.AppendAsync(
                db,
                stream,
                TranscriptEvents.FinalShortSummary,
                new TranscriptFinalShortSummary(recap),
                cancellationToken
            );
        if (transcript.ActionItems is { } items)
            await events.AppendAsync(
                db,
                stream,
                TranscriptEvents.ActionItems,
                new TranscriptActionItems(items),
                cancellationToken
            );
    }

    private static SummaryContent? Shown(Transcript transcript)
    {
        var isWritten = IsWrittenByHand(transcript);
        return isWritten || transcript.GeneratedBy is not null
            ? new(
                isWritten ? SummaryOrigin.Edited : SummaryOrigin.Processed,
                isWritten ? transcript.UserId : null,
                transcript.GeneratedBy,
                Style: null,
                transcript.ShortSummary,
                transcript.LongSummary,
                transcript.ActionItems,
                transcript.SummarySources
            )
            : null;
    }

    private static SummaryVersion Version(
        Transcript transcript,
        int number,
        DateTimeOffset createdAt,
        SummaryContent content
    ) =>
        new()
        {
            TranscriptId = transcript.Id,
            Number = number,
            Origin = content.Origin,
            CreatedAt = createdAt,
            CreatedBy = content.CreatedBy,
            GeneratedBy = content.GeneratedBy,
            Template = content.Style?.Template,
            Prompt = content.Style?.Prompt,
            ShortSummary = content.Short,
            LongSummary = content.Long,
            ActionItems = content.ActionItems,
            Sources = content.Sources,
        };

    private static Task PruneAsync(
        ReflectorDb db,
        Transcript transcript,
        int newest,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM summary_version USING (
                SELECT number AS old, generated_by IS NULL AS written,
                    row_number() OVER (PARTITION BY generated_by IS NULL ORDER BY number DESC) AS place
                FROM summary_version WHERE transcript_id = {transcript.Id}
            ) AS ranked
            WHERE transcript_id = {transcript.Id} AND number = old AND number <> {newest}
                AND number IS DISTINCT FROM {transcript.SummaryVersion}
                AND place > CASE WHEN written THEN {MostEdited} ELSE {MostGenerated} END
            """,
            cancellationToken
        );
}
