using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Configuration;
using Reflector.Server.Deletions;
using Reflector.Server.Events;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Search;
using Reflector.Server.Summaries.Jobs;
using Reflector.Server.Uploads;
using Reflector.Server.VideoPlatforms.Daily;
using Reflector.Server.VideoPlatforms.Webhooks;
using Reflector.Server.VideoPlatforms.Whereby;

namespace Reflector.Server.Jobs;

/// <summary>The schedule of what is done again and again.</summary>
internal static class RecurringJobs
{
    private const int FiveOClock = 5;

    /// <summary>The server is up and busy with what was left over.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    public static void Add(IQuartzBuilder quartz, ReflectorSettings settings)
    {
        Every<ArrivalJob>(quartz, ArrivalJob.Interval);
        Every<MatchingJob>(quartz, MatchingJob.Interval);
        Every<DailyRecordingPoll>(quartz, DailyRecordingPoll.Interval(settings), DailyRecordingPoll.Interval(settings));
        Daily<DailyRecordingScan>(quartz, FiveOClock);
        Daily<WherebyBucketScan>(quartz, FiveOClock);
        Every<PassageBackfill>(quartz, PassageBackfill.Interval);
        Every<PipelineWatch>(quartz, TimeSpan.FromSeconds(30));
        Every<SummaryWatch>(quartz, SummaryWatch.Interval);
        Every<PresenceReconciliation>(quartz, PresenceReconciliation.Interval);
        Every<MeetingCheck>(quartz, MeetingCheck.Interval);
        Every<DeletionWork>(quartz, DeletionWork.Interval);
        Every<ConsentSweepJob>(quartz, ConsentSweep.Interval);
        At<PublicDataCleanupJob>(quartz, "0 0 3 * * ?");
        // Whoever has set fewer days can look what goes before it does.
        Every<RetentionJob>(quartz, TimeSpan.FromHours(6), afterStart: TimeSpan.FromHours(1));
        Every<OrphanSweepJob>(quartz, TimeSpan.FromDays(7), afterStart: TimeSpan.FromMinutes(10));
        Every<UploadExpiry>(quartz, TimeSpan.FromHours(1));
        Every<AccountExpiry>(quartz, TimeSpan.FromHours(1));
        Every<EventPruning>(quartz, TimeSpan.FromHours(1));
        Every<WebhookPruning>(quartz, TimeSpan.FromHours(1));
    }

    /// <param name="quartz">Where it is scheduled.</param>
    /// <param name="cron">Seconds, minutes, hours and days, in UTC.</param>
    private static void At<TJob>(IQuartzBuilder quartz, string cron)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger =>
                trigger
                    .WithIdentity(typeof(TJob).Name, "recurring")
                    .WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc)),
            job => job.WithIdentity(typeof(TJob).Name, "recurring")
        );

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval, TimeSpan afterStart = default)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger =>
                trigger
                    .WithIdentity(typeof(TJob).Name, "recurring")
                    .StartAt(TimeProvider.System.GetUtcNow() + afterStart)
                    .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()),
            job => job.WithIdentity(typeof(TJob).Name, "recurring")
        );

    /// <summary>At that hour of the server's clock, UTC, and soon after the start.</summary>
    private static void Daily<TJob>(IQuartzBuilder quartz, int hour)
        where TJob : IJob
    {
        var key = new JobKey(typeof(TJob).Name, "recurring");
        quartz.AddJob<TJob>(job => job.WithIdentity(key).StoreDurably());
        quartz.AddTrigger(trigger =>
            trigger
                .ForJob(key)
                .WithIdentity(key.Name, key.Group)
                .WithCronSchedule($"0 0 {hour} * * ?", cron => cron.InTimeZone(TimeZoneInfo.Utc))
        );
        quartz.AddTrigger(trigger =>
            trigger
                .ForJob(key)
                .WithIdentity(key.Name + ".start", key.Group)
                .StartAt(TimeProvider.System.GetUtcNow() + AfterStart)
        );
    }
}
