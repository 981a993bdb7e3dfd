using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;

namespace Reflector.Server.Pipelines;

/// <summary>
/// Finds runs whose next stage the job store does not know and schedules it: the pipeline's own tables say what is to be
/// done, the job store only when.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class PipelineWatch(
    IDbContextFactory<ReflectorDb> databases,
    StageSchedule schedule,
    ILogger<PipelineWatch> logger
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var open = await db
            .PipelineStages.AsNoTracking()
            .Where(stage => db.PipelineRuns.Any(run => run.Id == stage.RunId && run.State == RunState.Running))
            .Where(stage =>
                stage.State == StageState.Waiting
                || stage.State == StageState.Running
                || stage.State == StageState.Retrying
            )
            .ToListAsync(cancellationToken);
        foreach (var run in open.GroupBy(stage => stage.RunId, StringComparer.Ordinal))
        {
            var next = run.MinBy(stage => stage.Position)!;
            if (await schedule.EnsureScheduledAsync(next.RunId, next.Name, cancellationToken))
                logger.LogWarning("Stage {Stage} of run {Run} was not scheduled; it is now", next.Name, next.RunId);
        }
    }
}
