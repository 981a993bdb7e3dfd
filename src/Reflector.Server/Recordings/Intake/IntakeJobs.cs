using Quartz;

namespace Reflector.Server.Recordings.Intake;

/// <summary>Takes in what was told of and could not be read then.</summary>
[DisallowConcurrentExecution]
internal sealed class ArrivalJob(RecordingArrivals arrivals) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await arrivals.TakeInDueAsync(cancellationToken);
}

/// <summary>Finds the meetings of recordings that had none.</summary>
[DisallowConcurrentExecution]
internal sealed class MatchingJob(RecordingIntake intake) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await intake.MatchWaitingAsync(cancellationToken);
}
