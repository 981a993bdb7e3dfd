using Quartz;

namespace Reflector.Server.Deletions;

/// <summary>
/// Does what the ledger asks for. The ledger's own table says what is to be done and when; the job store only wakes, at
/// once after a decision and again and again in case that was lost.
/// </summary>
internal sealed class DeletionWork(DeletionRunner runner) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>With the enlisted transaction, if there is one.</summary>
    public static async Task WakeAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var job = JobBuilder
            .Create<DeletionWork>()
            .WithIdentity(Guid.CreateVersion7().ToString(), "deletion")
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(job.Key.Name, "deletion").ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(runner.RunDueAsync(cancellationToken));
}
