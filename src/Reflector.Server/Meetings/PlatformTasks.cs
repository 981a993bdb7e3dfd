using Microsoft.EntityFrameworkCore.Storage;
using Quartz;
using Reflector.Server.Jobs;

namespace Reflector.Server.Meetings;

/// <summary>What is asked of a meeting's platform later, and again until it is done or hopeless.</summary>
internal sealed class PlatformTasks(IScheduler scheduler, TimeProvider clock)
{
    private const string Group = "platform";

    /// <summary>What is scheduled from here on is scheduled with the commit, or not at all. Dispose after it.</summary>
    public IDisposable Enlist(IDbContextTransaction transaction) => scheduler.Enlist(transaction);

    public Task ScheduleAsync<TTask>(string meetingId, CancellationToken cancellationToken)
        where TTask : PlatformTask
    {
        var job = Job<TTask>(meetingId);
        var trigger = TriggerBuilder.Create().WithIdentity(job.Key.Name, Group).ForJob(job).StartNow().Build();
        return ScheduleAsync(job, [trigger], cancellationToken);
    }

    /// <summary>
    /// After both times, however often it is asked for: the first time counts from the first asking, so that many
    /// askings do not put it off for ever, the second from the last.
    /// </summary>
    public async Task ScheduleAsync<TTask>(
        string meetingId,
        TimeSpan afterFirst,
        TimeSpan afterLast,
        CancellationToken cancellationToken
    )
        where TTask : PlatformTask
    {
        var job = Job<TTask>(meetingId);
        var now = clock.GetUtcNow();
        var first = new TriggerKey(job.Key.Name + ".first", Group);
        List<ITrigger> triggers = [At(job, new(job.Key.Name + ".last", Group), now + afterLast)];
        if (!await scheduler.Exists(first, cancellationToken))
            triggers.Add(At(job, first, now + afterFirst));
        await ScheduleAsync(job, triggers, cancellationToken);
    }

    private static IJobDetail Job<TTask>(string meetingId)
        where TTask : PlatformTask =>
        JobBuilder
            .Create<TTask>()
            .WithIdentity($"{typeof(TTask).Name}.{meetingId}", Group)
            .UsingJobData(PlatformTask.MeetingIdKey, meetingId)
            .RequestRecovery()
            .Build();

    private static ITrigger At(IJobDetail job, TriggerKey key, DateTimeOffset time) =>
        TriggerBuilder.Create().WithIdentity(key).ForJob(job).StartAt(time).Build();

    private async Task ScheduleAsync(
        IJobDetail job,
        IReadOnlyCollection<ITrigger> triggers,
        CancellationToken cancellationToken
    ) => await scheduler.ScheduleJob(job, triggers, ScheduleJobOptions.Replacing, cancellationToken);
}
