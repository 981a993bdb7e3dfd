using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings.Recordings;

/// <summary>
/// Asks a platform to record, for about five minutes: whoever is about to join is not in the call yet, and a platform can
/// have no machine free. That it records already is as good.
/// </summary>
[RetryPolicy(MaxRetries, "00:00:02", 1.5, MaxDelay = "00:00:20", Jitter = 0.2)]
internal sealed partial class RecordingStartJob(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    TimeProvider clock,
    ILogger<RecordingStartJob> logger
) : IJob
{
    private const int MaxRetries = 20;
    private const string Group = "recordings";
    private const string MeetingKey = "meeting";
    private const string KindKey = "kind";

    public static async Task ScheduleAsync(
        IScheduler scheduler,
        string meetingId,
        PlatformRecordingKind kind,
        DateTimeOffset askedAt,
        DateTimeOffset startAt,
        CancellationToken cancellationToken
    )
    {
        // Each asking has a job of its own: one that is being retried is not pulled away from under itself.
        var name = string.Create(CultureInfo.InvariantCulture, $"{meetingId}.{kind}.{askedAt.UtcTicks}");
        var job = JobBuilder
            .Create<RecordingStartJob>()
            .WithIdentity(name, Group)
            .UsingJobData(MeetingKey, meetingId)
            .UsingJobData(KindKey, kind.ToString())
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(name, Group).ForJob(job).StartAt(startAt).Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var meetingId = context.MergedJobDataMap.GetString(MeetingKey)!;
        var kind = Enum.Parse<PlatformRecordingKind>(context.MergedJobDataMap.GetString(KindKey)!);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var isAsked = await db.RecordingRequests.AnyAsync(
            row => row.MeetingId == meetingId && row.Kind == kind && row.State == RecordingRequestState.Asked,
            cancellationToken
        );
        var meeting = await db
            .Meetings.AsNoTracking()
            .FirstOrDefaultAsync(meeting => meeting.Id == meetingId, cancellationToken);
        if (!isAsked || meeting is null)
            return;
        if (meeting.EndedAt is not null)
            await EndAsync(db, meetingId, kind, RecordingRequestState.Ended, null, cancellationToken);
        else
            await StartAsync(db, meeting, kind, context.RetryAttempt >= MaxRetries, cancellationToken);
    }

    private async Task StartAsync(
        ReflectorDb db,
        Meeting meeting,
        PlatformRecordingKind kind,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var platform = (IRecordingControl)platforms.Get(meeting.Platform);
            var start = await platform.StartRecordingAsync(
                meeting.AtPlatform,
                kind,
                RecordingInstance.Of(meeting.Id, kind),
                cancellationToken
            );
            if (start is RecordingStart.NobodyIsIn)
                throw new VideoPlatformException("Nobody is in the call.", isTemporary: true);
            await EndAsync(db, meeting.Id, kind, RecordingRequestState.Started, null, cancellationToken);
            LogStarted(meeting.Platform, meeting.Id, kind, start);
        }
        catch (VideoPlatformException exception)
        {
            LogNotStarted(meeting.Platform, meeting.Id, kind, exception.Message);
            if (exception.IsTemporary && !isLast)
                throw;
            await EndAsync(db, meeting.Id, kind, RecordingRequestState.Failed, exception.Message, cancellationToken);
        }
    }

    private Task EndAsync(
        ReflectorDb db,
        string meetingId,
        PlatformRecordingKind kind,
        RecordingRequestState state,
        string? error,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return db
            .RecordingRequests.Where(row =>
                row.MeetingId == meetingId && row.Kind == kind && row.State == RecordingRequestState.Asked
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, state)
                        .SetProperty(row => row.Error, error)
                        .SetProperty(
                            row => row.StartedAt,
                            row => state == RecordingRequestState.Started ? now : row.StartedAt
                        ),
                cancellationToken
            );
    }

    [LoggerMessage(3431, LogLevel.Information, "{Platform} meeting {Meeting}, {Kind}: {Start}")]
    private partial void LogStarted(string platform, string meeting, PlatformRecordingKind kind, RecordingStart start);

    [LoggerMessage(3432, LogLevel.Warning, "{Platform} meeting {Meeting}, {Kind} is not recorded yet: {Reason}")]
    private partial void LogNotStarted(string platform, string meeting, PlatformRecordingKind kind, string reason);
}
