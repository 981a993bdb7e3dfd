using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
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
                    await ClearAsync(db, context, token);
                    await db
                        .PipelineStages.Where(stage => stage.RunId == context.RunId)
                        .ExecuteUpdateAsync(set => set.SetProperty(stage => stage.Result, (string?)null), token);
                    await context.TellAsync(db, TranscriptEvents.Transcript, new TranscriptText(""), token);
                },
            }
        );

    private static async Task ClearAsync(ReflectorDb db, StageContext context, CancellationToken cancellationToken)
    {
        var tracks = await db
            .RecordingTracks.Where(track => track.RecordingId == context.Transcript.RecordingId)
            .ToListAsync(cancellationToken);
        // While voices are missing, the others are kept: they need not be recognised again with them.
        int[] kept = tracks.Exists(track => track is { IsVoice: true, RemovedAt: null, Error: not null })
            ? [.. tracks.Where(track => track.RemovedAt is null).Select(track => track.Position)]
            : [];
        await db
            .TranscribedSegments.Where(segment => segment.RunId == context.RunId && !kept.Contains(segment.Track))
            .ExecuteDeleteAsync(cancellationToken);
        await db
            .TranscribedTracks.Where(track => track.RunId == context.RunId && !kept.Contains(track.Track))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
