using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

/// <summary>
/// Makes the passages of transcripts from before there were any, newest first, one short transaction each: a large
/// library is searched by its titles and summaries meanwhile, and a killed server goes on where it was.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class PassageBackfill(IDbContextFactory<ReflectorDb> databases, ILogger<PassageBackfill> logger)
    : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private const int BatchSize = 100;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = "~";
        while (await NextAsync(before, cancellationToken) is { Count: > 0 } ids)
        {
            foreach (var id in ids)
                await DeriveAsync(id, cancellationToken);
            // What could not be derived is left behind, and tried again at the next run.
            before = ids[^1];
            LogDerived(logger, ids.Count);
        }
    }

    private async Task<List<string>> NextAsync(string before, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Database.SqlQuery<string>(
                $"""
                SELECT transcript_id AS "Value" FROM search_document
                WHERE lacks_passages AND transcript_id COLLATE "C" < {before}
                ORDER BY transcript_id COLLATE "C" DESC LIMIT {BatchSize}
                """
            )
            .ToListAsync(cancellationToken);
    }

    private async Task DeriveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.LockTranscriptAsync(id, cancellationToken);
            if (
                await db.Transcripts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
                is not { } transcript
            )
                return;
            var words = await db
                .Topics.AsNoTracking()
                .Where(topic => topic.TranscriptId == id)
                .OrderBy(topic => topic.Position)
                .Select(topic => topic.Words)
                .ToListAsync(cancellationToken);
            var tracks = await db.RecordingTracks.OfTranscriptAsync(transcript, cancellationToken);
            await Passages.WriteAsync(
                db,
                id,
                words.SelectMany(topic => TranscriptSegments.Of(topic, tracks.Count > 0)),
                cancellationToken
            );
            await db.Database.ExecuteSqlAsync($"SELECT refresh_search_document({id})", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (DatabaseFailure.Of(exception) is not null)
        {
            LogFailure(logger, exception, id);
        }
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = "{Count} older transcripts can be searched by their text"
    )]
    private static partial void LogDerived(ILogger logger, int count);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "Transcript {Id} cannot be searched by its text yet"
    )]
    private static partial void LogFailure(ILogger logger, Exception exception, string id);
}
