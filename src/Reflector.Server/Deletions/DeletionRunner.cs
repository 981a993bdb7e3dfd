using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Jobs;
using Reflector.Server.VideoPlatforms;
using Reflector.Storage;

namespace Reflector.Server.Deletions;

/// <summary>
/// Deletes what the ledger names and has the store say that it is gone; only that is entered. Killed anywhere in between,
/// the next attempt finds nothing there and proves just that.
/// </summary>
internal sealed partial class DeletionRunner(
    IDbContextFactory<ReflectorDb> databases,
    DeletionTargets targets,
    AuditLog audit,
    TimeProvider clock,
    ILogger<DeletionRunner> logger
)
{
    private const int AtOnce = 4;
    private const int BatchSize = 20;

    /// <summary>After this another worker takes a deletion over.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(2));

    /// <summary>Attempts everything that is due, until nothing is.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } claimed)
            await Parallel.ForEachAsync(
                claimed,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (deletion, token) => await AttemptAsync(deletion, token)
            );
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await SettleAsync(db, cancellationToken);
    }

    private async Task<List<Deletion>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Deletions.FromSql(
                $"""
                UPDATE deletion SET attempts = attempts + 1, last_attempt_at = {now}, next_attempt_at = {now + Lease}
                WHERE id IN (
                    SELECT id FROM deletion WHERE proven_gone_at IS NULL AND next_attempt_at <= {now}
                    ORDER BY next_attempt_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
                )
                RETURNING *
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    private async Task AttemptAsync(Deletion deletion, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Lease - TimeSpan.FromMinutes(1), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        string? error;
        try
        {
            error = await targets.DeleteAsync(deletion, both.Token)
                ? null
                : "The storage said that it deleted this, and it is still there.";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(exception, deletion.Id, deletion.Store, deletion.Attempts);
            error = Sentence(exception);
        }
        await EnterAsync(deletion, error, cancellationToken);
    }

    private static string Sentence(Exception exception) =>
        exception switch
        {
            StorageException or VideoPlatformException => exception.Message,
            OperationCanceledException => "The storage took longer than it may.",
            _ => "Something unexpected went wrong; the server's log tells more.",
        };

    private async Task EnterAsync(Deletion deletion, string? error, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = now + (error is null ? TimeSpan.Zero : Pauses.JitteredAfter(deletion.Attempts));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Asked for again during the attempt, it is done again: something may have been stored after we looked.
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE deletion SET
                last_error = {error},
                next_attempt_at = {next},
                proven_gone_at = CASE WHEN {error}::text IS NULL AND requests = {deletion.Requests} THEN {now}::timestamptz END
            WHERE id = {deletion.Id} AND attempts = {deletion.Attempts} AND proven_gone_at IS NULL
            """,
            cancellationToken
        );
        if (error is null)
            await SettleAsync(db, cancellationToken);
    }

    /// <summary>The audio of a transcript counts as deleted when nothing of it is left to be proven.</summary>
    private async Task SettleAsync(ReflectorDb db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var settled = await db
            .Database.SqlQuery<SettledTranscript>(
                $"""
                UPDATE transcript SET audio_deleted = true
                WHERE audio_deletion_requested_at IS NOT NULL AND audio_deleted IS DISTINCT FROM true
                    AND NOT EXISTS (
                        SELECT 1 FROM deletion WHERE proven_gone_at IS NULL AND (
                            deletion.transcript_id = transcript.id
                            OR (deletion.transcript_id IS NULL AND deletion.meeting_id = transcript.meeting_id)
                        )
                    )
                RETURNING id AS "Id", meeting_id AS "MeetingId", user_id AS "OwnerId", (
                    SELECT reason FROM deletion WHERE deletion.transcript_id = transcript.id
                    ORDER BY requested_at DESC LIMIT 1
                ) AS "Reason"
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var transcript in settled)
            audit.Add(
                db,
                AuditAction.AudioDeleted,
                transcript.Reason ?? "audio_deleted",
                transcript.Id,
                transcript.MeetingId,
                transcript.OwnerId
            );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(5001, LogLevel.Warning, "Deletion {Deletion} in {Store} failed (attempt {Attempt})")]
    private partial void LogFailed(Exception exception, string deletion, DeletionStore store, int attempt);

    private sealed record SettledTranscript(string Id, string? MeetingId, string? OwnerId, string? Reason);
}
