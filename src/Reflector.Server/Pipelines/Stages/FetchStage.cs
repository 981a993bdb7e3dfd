using Reflector.Storage;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Makes sure that the recording lies in our object store.</summary>
internal sealed class FetchStage(IObjectStore store) : IStage
{
    public string Name => StageNames.Fetch;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var source = await store.HeadAsync(context.Recording.ObjectKey, cancellationToken);
        return source is null
            ? throw new StageFailureException("The recording is no longer in the storage: upload it again.")
            : StageOutcome.Done;
    }
}
