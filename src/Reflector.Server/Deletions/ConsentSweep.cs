using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Jobs;

namespace Reflector.Server.Deletions;

/// <summary>
/// Looks again at meetings in which somebody refused and something is not deleted yet: recordings that came later, and
/// those whose transcript failed too long ago.
/// </summary>
internal sealed partial class ConsentSweep(
    IDbContextFactory<ReflectorDb> databases,
    ConsentEnforcement enforcement,
    MeetingRemoval removal,
    IScheduler scheduler,
    ILogger<ConsentSweep> logger
)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var meeting in await OpenAsync(cancellationToken))
        {
            try
            {
                await EnforceAsync(meeting, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, meeting.Id);
            }
        }
    }

    private async Task EnforceAsync(OpenMeeting meeting, CancellationToken cancellationToken)
    {
        if (meeting.IsDeleted)
        {
            await removal.RemoveAsync(meeting.Id, DeletionReason.MeetingDeleted, by: null, cancellationToken);
            return;
        }
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        await enforcement.EnforceAsync(db, meeting.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<List<OpenMeeting>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Meetings.Where(meeting =>
                meeting.DeletedAt != null
                || db.MeetingConsents.Any(consent => consent.MeetingId == meeting.Id && !consent.ConsentGiven)
            )
            .Where(meeting =>
                db.Recordings.Any(row => row.MeetingId == meeting.Id && row.DeletionRequestedAt == null)
                || db.Transcripts.Any(row => row.MeetingId == meeting.Id && row.AudioDeletionRequestedAt == null)
            )
            .OrderBy(meeting => meeting.Id)
            .Select(meeting => new OpenMeeting(meeting.Id, meeting.DeletedAt != null))
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(5011, LogLevel.Error, "What was answered in meeting {Meeting} could not be done; it is tried again")]
    private partial void LogFailed(Exception exception, string meeting);

    private sealed record OpenMeeting(string Id, bool IsDeleted);
}

[DisallowConcurrentExecution]
internal sealed class ConsentSweepJob(ConsentSweep sweep) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(sweep.RunAsync(cancellationToken));
}
