using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Jobs;
using Reflector.Server.Recordings;
using Reflector.Storage;

namespace Reflector.Server.Transcripts;

/// <summary>Deletes a transcript at once and, as a durable job, everything that was stored for it.</summary>
internal sealed class TranscriptRemoval(ReflectorDb db, IScheduler scheduler)
{
    public async Task RemoveAsync(string transcriptId, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var transcript = await db.Transcripts.ChangeableAsync(transcriptId, caller, cancellationToken);
        // A running stage holds its row before it changes the transcript: so do we, or each could wait for the other.
        await db.Database.ExecuteSqlAsync(
            $"""
            SELECT 1 FROM pipeline_stage JOIN pipeline_run ON pipeline_run.id = run_id
            WHERE transcript_id = {transcriptId} FOR UPDATE OF pipeline_stage
            """,
            cancellationToken
        );
        db.Transcripts.Remove(transcript);
        await db.SaveChangesAsync(cancellationToken);
        await db
            .Recordings.Where(recording => recording.Id == transcript.RecordingId)
            .ExecuteDeleteAsync(cancellationToken);
        await EventLog.RemoveAsync(db, EventLog.TranscriptStream(transcriptId), null, cancellationToken);

        await RemoveObjectsJob.ScheduleAsync(scheduler, transcriptId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>Removes what is stored for a deleted transcript, trying for days.</summary>
[RetryPolicy(60, "00:00:05", 2.0, MaxDelay = "02:00:00", Jitter = 0.2)]
internal sealed class RemoveObjectsJob(IObjectStore store) : IJob
{
    private const string TranscriptIdKey = "transcript";

    public static async Task ScheduleAsync(
        IScheduler scheduler,
        string transcriptId,
        CancellationToken cancellationToken
    )
    {
        var job = JobBuilder
            .Create<RemoveObjectsJob>()
            .WithIdentity(transcriptId, "remove-objects")
            .UsingJobData(TranscriptIdKey, transcriptId)
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var id = context.MergedJobDataMap.GetString(TranscriptIdKey)!;
        await store.DeletePrefixAsync(ObjectKeys.UploadPrefix(id), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.TranscriptPrefix(id), cancellationToken);
    }
}
