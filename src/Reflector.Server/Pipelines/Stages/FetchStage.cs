using Reflector.Server.Recordings;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Makes sure that the recording is where it should be.</summary>
internal sealed class FetchStage(RecordingStores stores) : IStage
{
    public string Name => StageNames.Fetch;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        // Of several tracks one may be gone without the others being lost: those are looked for one by one.
        if (context.Recording.Kind is RecordingKind.Tracks)
            return StageOutcome.Done;
        var source = await stores.Of(context.Recording.Store).HeadAsync(context.Recording.ObjectKey, cancellationToken);
        return source is null
            ? throw new StageFailureException("The recording is no longer in the storage: upload it again.")
            : StageOutcome.Done;
    }
}
