using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;

namespace Reflector.Server.Summaries.Jobs;

/// <summary>Puts the writing of summaries into the job store.</summary>
internal sealed class SummaryJobSchedule(IScheduler scheduler)
{
    private const string Group = "summaries";

    /// <summary>Schedules in the enlisted transaction.</summary>
    public async Task ScheduleAsync(string jobId, CancellationToken cancellationToken)
    {
        var job = JobBuilder
            .Create<SummaryWriting>()
            .WithIdentity(jobId, Group)
            .UsingJobData(SummaryWriting.IdKey, jobId)
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(jobId, Group).ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>Schedules one that the job store has lost.</summary>
    public async Task EnsureScheduledAsync(string jobId, CancellationToken cancellationToken)
    {
        var triggers = await scheduler.GetTriggersOfJob(new JobKey(jobId, Group), cancellationToken);
        foreach (var trigger in triggers)
        {
            if (await scheduler.GetTriggerState(trigger.Key, cancellationToken) is TriggerState.Error)
                await scheduler.ResetTriggerFromErrorState(trigger.Key, cancellationToken);
        }
        if (triggers.Count == 0)
            await ScheduleAsync(jobId, cancellationToken);
    }
}

/// <summary>Writes one summary. Failures that may pass are tried again after 3 and 9 seconds.</summary>
[RetryPolicy(MaxRetries, "00:00:03", 3.0, Jitter = 0.2)]
internal sealed class SummaryWriting(SummaryJobRunner runner) : IJob
{
    public const string IdKey = "summary";
    private const int MaxRetries = 2;

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(
            runner.ExecuteAsync(
                context.MergedJobDataMap.GetString(IdKey)!,
                isLastAttempt: context.RetryAttempt >= MaxRetries,
                cancellationToken
            )
        );
}

/// <summary>Finds summaries that are to be written and that the job store does not know.</summary>
[DisallowConcurrentExecution]
internal sealed class SummaryWatch(IDbContextFactory<ReflectorDb> databases, SummaryJobSchedule schedule) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db
            .SummaryJobs.Where(job =>
                job.State == SummaryJobState.Waiting
                || job.State == SummaryJobState.Running
                || job.State == SummaryJobState.Retrying
            )
            .Select(job => job.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in open)
            await schedule.EnsureScheduledAsync(id, cancellationToken);
    }
}
