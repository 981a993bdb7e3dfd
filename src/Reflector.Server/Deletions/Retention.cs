using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Jobs;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Deletions;

/// <summary>Deletes what was kept as long as it may be, one transaction each: what fails is tried the next day.</summary>
internal sealed partial class Retention(
    IDbContextFactory<ReflectorDb> databases,
    RetentionPlan plan,
    AudioDeletion deletion,
    TranscriptErasure erasure,
    MeetingRemoval removal,
    IScheduler scheduler,
    ReflectorSettings settings,
    TimeProvider clock,
    ILogger<Retention> logger
)
{
    private const int MostAtOnce = 10_000;

    /// <summary>How long the bare name of a deleted meeting is kept, so that what comes of it late is known.</summary>
    private static readonly TimeSpan NamesKept = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        foreach (var item in due)
        {
            try
            {
                await DeleteAsync(item, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, item.Kind, item.Id);
            }
        }
        if (due.Count > 0)
            LogDone(due.Count);
        await PruneAsync(cancellationToken);
    }

    private async Task<List<RetentionRow>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await plan.Of(db)
            .Where(item => item.DueAt <= now)
            .OrderBy(item => item.DueAt)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
    }

    private async Task DeleteAsync(RetentionRow item, CancellationToken cancellationToken)
    {
        if (item.Kind == "meeting")
        {
            await removal.RemoveAsync(item.Id, DeletionReason.Retention, by: null, cancellationToken);
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        if (item.Kind == "recording")
            await DeleteRecordingAsync(db, item, cancellationToken);
        else
            await DeleteTranscriptAsync(db, item, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task DeleteRecordingAsync(ReflectorDb db, RetentionRow item, CancellationToken cancellationToken)
    {
        // As whoever enforces answers does: the meeting first.
        await db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM meeting WHERE id = (SELECT meeting_id FROM recording WHERE id = {item.Id}) FOR UPDATE",
            cancellationToken
        );
        var recording = await db
            .Recordings.FromSql($"SELECT * FROM recording WHERE id = {item.Id} FOR UPDATE")
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellationToken);
        if (recording is { DeletionRequestedAt: null })
            await deletion.RequestAsync(
                db,
                recording,
                DeletionReason.Retention,
                by: null,
                item.OwnerId,
                cancellationToken
            );
    }

    private async Task DeleteTranscriptAsync(ReflectorDb db, RetentionRow item, CancellationToken cancellationToken)
    {
        await TranscriptErasure.LockStagesAsync(db, item.Id, cancellationToken);
        await db.LockTranscriptAsync(item.Id, cancellationToken);
        var transcript = await db
            .Transcripts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == item.Id, cancellationToken);
        if (transcript is null || transcript.IsBusy)
            return;
        if (item.Kind == "transcript")
        {
            await erasure.EraseAsync(db, transcript, DeletionReason.Retention, by: null, cancellationToken);
            return;
        }
        if (transcript.AudioDeletionRequestedAt is not null)
            return;
        var recording = await db
            .Recordings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == transcript.RecordingId, cancellationToken);
        await deletion.RequestAsync(db, transcript, recording, DeletionReason.Retention, by: null, cancellationToken);
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var names = clock.GetUtcNow() - NamesKept;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM meeting WHERE deleted_at < {names}
                AND NOT EXISTS (SELECT 1 FROM recording WHERE meeting_id = meeting.id)
                AND NOT EXISTS (SELECT 1 FROM deletion WHERE meeting_id = meeting.id AND proven_gone_at IS NULL)
            """,
            cancellationToken
        );
        if (settings.AuditRetentionDays == 0)
            return;
        var records = clock.GetUtcNow() - TimeSpan.FromDays(settings.AuditRetentionDays);
        await db.AuditEntries.Where(entry => entry.At < records).ExecuteDeleteAsync(cancellationToken);
        await db.Deletions.Where(row => row.ProvenGoneAt < records).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(5021, LogLevel.Error, "The {Kind} {Id} was kept long enough and could not be deleted")]
    private partial void LogFailed(Exception exception, string kind, string id);

    [LoggerMessage(5022, LogLevel.Information, "{Count} things were kept long enough")]
    private partial void LogDone(int count);
}

[DisallowConcurrentExecution]
internal sealed class RetentionJob(Retention retention) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(retention.RunAsync(cancellationToken));
}
