using Quartz;

namespace Reflector.Server.Pipelines;

/// <summary>Runs one stage of one run. Failures that may pass are tried again after 2, 6, 18 and 54 seconds.</summary>
[RetryPolicy(MaxRetries, "00:00:02", 3.0, Jitter = 0.2)]
internal class StageJob(PipelineRunner runner) : IJob
{
    public const string RunIdKey = "run";
    public const string StageKey = "stage";
    public const int MaxRetries = 4;

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(
            runner.ExecuteAsync(
                context.MergedJobDataMap.GetString(RunIdKey)!,
                context.MergedJobDataMap.GetString(StageKey)!,
                isLastAttempt: context.RetryAttempt >= MaxRetries,
                cancellationToken
            )
        );
}

/// <summary>A stage that uses the whole processor.</summary>
[ExecutionGroup(Group)]
internal sealed class HeavyStageJob(PipelineRunner runner) : StageJob(runner)
{
    public const string Group = "heavy";
}
