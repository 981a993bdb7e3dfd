using Quartz;

namespace Reflector.Server.Pipelines;

/// <summary>Puts stages into the job store.</summary>
internal sealed class StageSchedule(IScheduler scheduler, IEnumerable<IStage> stages)
{
    private const string Group = "pipeline";

    private readonly Dictionary<string, IStage> _stages = stages.ToDictionary(
        stage => stage.Name,
        StringComparer.Ordinal
    );

    public IStage Stage(string name) => _stages[name];

    /// <summary>
    /// Schedules in the enlisted transaction, so that the end of one stage and the beginning of the next are one fact. (A
    /// continuation in the job store would be dropped when its parent's machine dies.)
    /// </summary>
    public async Task ScheduleAsync(string runId, string stageName, CancellationToken cancellationToken)
    {
        var job = JobBuilder
            .Create()
            .OfType(Stage(stageName).Heavy ? typeof(HeavyStageJob) : typeof(StageJob))
            .WithIdentity(Key(runId, stageName))
            .UsingJobData(StageJob.RunIdKey, runId)
            .UsingJobData(StageJob.StageKey, stageName)
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(job.Key.Name, Group).ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>Schedules a stage that the job store has lost.</summary>
    /// <returns>Whether it was lost.</returns>
    public async Task<bool> EnsureScheduledAsync(string runId, string stageName, CancellationToken cancellationToken)
    {
        var triggers = await scheduler.GetTriggersOfJob(Key(runId, stageName), cancellationToken);
        foreach (var trigger in triggers)
        {
            if (await scheduler.GetTriggerState(trigger.Key, cancellationToken) is TriggerState.Error)
                await scheduler.ResetTriggerFromErrorState(trigger.Key, cancellationToken);
        }
        if (triggers.Count > 0)
            return false;
        await ScheduleAsync(runId, stageName, cancellationToken);
        return true;
    }

    private static JobKey Key(string runId, string stageName) => new($"{runId}.{stageName}", Group);
}
