using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Events;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Uploads;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.Jobs;

/// <summary>The schedule of what is done again and again.</summary>
internal static class RecurringJobs
{
    public static void Add(IQuartzBuilder quartz)
    {
        Every<PipelineWatch>(quartz, TimeSpan.FromSeconds(30));
        Every<PresenceReconciliation>(quartz, PresenceReconciliation.Interval);
        Every<MeetingCheck>(quartz, MeetingCheck.Interval);
        Every<UploadExpiry>(quartz, TimeSpan.FromHours(1));
        Every<AccountExpiry>(quartz, TimeSpan.FromHours(1));
        Every<EventPruning>(quartz, TimeSpan.FromHours(1));
        Every<WebhookPruning>(quartz, TimeSpan.FromHours(1));
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger =>
                trigger
                    .WithIdentity(typeof(TJob).Name, "recurring")
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()),
            job => job.WithIdentity(typeof(TJob).Name, "recurring")
        );
}
