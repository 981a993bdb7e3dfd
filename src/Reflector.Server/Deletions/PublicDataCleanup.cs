using System.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Jobs;

namespace Reflector.Server.Deletions;

/// <param name="Errors">A sentence for each transcript that could not be deleted.</param>
internal sealed record PublicDataCleaned(
    int TranscriptsDeleted,
    int MeetingsDeleted,
    int RecordingsDeleted,
    IReadOnlyList<string> Errors
);

/// <summary>In public mode, what belongs to nobody is deleted after some days, with its meeting and its recording.</summary>
internal sealed partial class PublicDataCleanup(
    IDbContextFactory<ReflectorDb> databases,
    TranscriptErasure erasure,
    AudioDeletion deletion,
    AuditLog audit,
    IScheduler scheduler,
    ReflectorSettings settings,
    TimeProvider clock,
    ILogger<PublicDataCleanup> logger
)
{
    public async Task<PublicDataCleaned> RunAsync(CancellationToken cancellationToken)
    {
        var stats = new PublicDataCleaned(0, 0, 0, []);
        if (!settings.PublicMode)
            return stats;
        foreach (var id in await ExpiredAsync(cancellationToken))
        {
            try
            {
                var (transcripts, meetings, recordings) = await DeleteAsync(id, cancellationToken);
                stats = stats with
                {
                    TranscriptsDeleted = stats.TranscriptsDeleted + transcripts,
                    MeetingsDeleted = stats.MeetingsDeleted + meetings,
                    RecordingsDeleted = stats.RecordingsDeleted + recordings,
                };
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, id);
                stats = stats with { Errors = [.. stats.Errors, $"Transcript {id} could not be deleted."] };
            }
        }
        LogDone(stats.TranscriptsDeleted, stats.MeetingsDeleted, stats.RecordingsDeleted, stats.Errors.Count);
        return stats;
    }

    private async Task<List<string>> ExpiredAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(settings.PublicDataRetentionDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Transcripts.Where(transcript => transcript.UserId == null && transcript.CreatedAt < before)
            .OrderBy(transcript => transcript.CreatedAt)
            .Select(transcript => transcript.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task<(int Transcripts, int Meetings, int Recordings)> DeleteAsync(
        string id,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(
            IsolationLevel.Serializable,
            cancellationToken
        );
        using var jobs = scheduler.Enlist(transaction);
        await TranscriptErasure.LockStagesAsync(db, id, cancellationToken);
        var transcript = await db
            .Transcripts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.UserId == null, cancellationToken);
        if (transcript is null)
            return (0, 0, 0);
        // A meeting in which a transcript of somebody was made, too, stays.
        var isShared = await db.Transcripts.AnyAsync(
            row => row.Id != id && row.MeetingId == transcript.MeetingId && row.MeetingId != null,
            cancellationToken
        );
        var meeting = isShared ? null : transcript.MeetingId;
        var recordings = await db.Recordings.CountAsync(
            row =>
                row.Id == transcript.RecordingId
                || (meeting != null && row.MeetingId == meeting && row.DeletionRequestedAt == null),
            cancellationToken
        );
        if (!await erasure.EraseAsync(db, transcript, DeletionReason.AnonymousExpired, by: null, cancellationToken))
            return (0, 0, 0);
        var meetings = meeting is null ? 0 : await DeleteMeetingAsync(db, meeting, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (1, meetings, recordings);
    }

    private async Task<int> DeleteMeetingAsync(ReflectorDb db, string meetingId, CancellationToken cancellationToken)
    {
        var recordings = await db
            .Recordings.AsNoTracking()
            .Where(recording => recording.MeetingId == meetingId && recording.DeletionRequestedAt == null)
            .ToListAsync(cancellationToken);
        foreach (var recording in recordings)
            await deletion.RequestAsync(
                db,
                recording,
                DeletionReason.AnonymousExpired,
                by: null,
                ownerId: null,
                cancellationToken
            );
        var deleted = await db.Meetings.Where(meeting => meeting.Id == meetingId).ExecuteDeleteAsync(cancellationToken);
        if (deleted > 0)
        {
            audit.Add(
                db,
                AuditAction.MeetingDeleted,
                meetingId,
                new(DeletionReason.AnonymousExpired, MeetingId: meetingId)
            );
            await db.SaveChangesAsync(cancellationToken);
        }
        return deleted;
    }

    [LoggerMessage(
        5031,
        LogLevel.Error,
        "Transcript {Transcript} belongs to nobody, is expired and could not be deleted"
    )]
    private partial void LogFailed(Exception exception, string transcript);

    [LoggerMessage(
        5032,
        LogLevel.Information,
        "Public data: {Transcripts} transcripts, {Meetings} meetings and {Recordings} recordings deleted, {Errors} errors"
    )]
    private partial void LogDone(int transcripts, int meetings, int recordings, int errors);
}

[DisallowConcurrentExecution]
[RetryPolicy(3, "00:05:00", 1.0)]
internal sealed class PublicDataCleanupJob(PublicDataCleanup cleanup) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await cleanup.RunAsync(cancellationToken);
}
