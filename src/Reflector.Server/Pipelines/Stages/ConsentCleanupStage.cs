namespace Reflector.Server.Pipelines.Stages;

/// <summary>Enforces what the people in a meeting answered. What was uploaded by hand belongs to no meeting.</summary>
internal sealed class ConsentCleanupStage : IStage
{
    public string Name => StageNames.ConsentCleanup;

    public Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken) =>
        context.Transcript.MeetingId is null
            ? Task.FromResult(StageOutcome.Skip("Not recorded in a meeting: nobody was asked for consent."))
            : throw new StageFailureException("This version cannot enforce consent for meetings.");
}
