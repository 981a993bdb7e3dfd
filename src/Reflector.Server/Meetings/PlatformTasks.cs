using Microsoft.EntityFrameworkCore.Storage;
using Quartz;
using Reflector.Server.Jobs;

namespace Reflector.Server.Meetings;

/// <summary>What is asked of a meeting's platform later, and again until it is done or hopeless.</summary>
internal sealed class PlatformTasks(IScheduler scheduler)
{
    private const string Group = "platform";

    /// <summary>What is scheduled from here on is scheduled with the commit, or not at all. Dispose after it.</summary>
    public IDisposable Enlist(IDbContextTransaction transaction) => scheduler.Enlist(transaction);

    public async Task ScheduleAsync<TTask>(string meetingId, CancellationToken cancellationToken)
        where TTask : PlatformTask
    {
        var job = JobBuilder
            .Create<TTask>()
            .WithIdentity($"{typeof(TTask).Name}.{meetingId}", Group)
            .UsingJobData(PlatformTask.MeetingIdKey, meetingId)
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(job.Key.Name, Group).ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }
}
