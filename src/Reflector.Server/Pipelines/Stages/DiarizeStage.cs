namespace Reflector.Server.Pipelines.Stages;

/// <summary>Tells the voices of a mixed recording apart, when a way to do that is installed. None is yet.</summary>
internal sealed class DiarizeStage : IStage
{
    public string Name => StageNames.Diarize;

    public Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            StageOutcome.Skip(
                "Voices are not told apart in a mixed recording: all words belong to one unknown speaker."
            )
        );
}
