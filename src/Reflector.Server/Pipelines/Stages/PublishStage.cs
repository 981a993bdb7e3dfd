using Microsoft.EntityFrameworkCore;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Tells that nothing more will come, and clears the working data of the run away.</summary>
internal sealed class PublishStage : IStage
{
    public string Name => StageNames.Publish;

    public Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            new StageOutcome
            {
                Apply = async (db, token) =>
                {
                    await db
                        .TranscribedSegments.Where(segment => segment.RunId == context.RunId)
                        .ExecuteDeleteAsync(token);
                    await db
                        .PipelineStages.Where(stage => stage.RunId == context.RunId)
                        .ExecuteUpdateAsync(set => set.SetProperty(stage => stage.Result, (string?)null), token);
                    await context.TellAsync(db, TranscriptEvents.Transcript, new TranscriptText(""), token);
                },
            }
        );
}
