using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines;

internal static class PipelineEndpoints
{
    public static IEndpointRouteBuilder MapPipelines(this IEndpointRouteBuilder routes)
    {
        var transcript = routes.MapGroup("/v1/transcripts/{transcript_id}").WithTags("transcripts");
        transcript
            .MapPost("/process", ProcessAsync)
            .WithName("v1_transcript_process")
            .WithSummary("Process the recording, again or after a failure");
        transcript
            .MapGet("/pipeline", StatusAsync)
            .WithName("v1_transcript_get_pipeline")
            .WithSummary("Stages of the latest processing");
        return routes;
    }

    private static async Task<ProcessStatus> ProcessAsync(
        string transcript_id,
        ProcessingRequest request,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await request.StartAsync(transcript_id, caller, cancellationToken);
        return ProcessStatus.Ok;
    }

    private static async Task<PipelineStatus> StatusAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        var run =
            await db
                .PipelineRuns.AsNoTracking()
                .Where(run => run.TranscriptId == transcript_id)
                .OrderByDescending(run => run.CreatedAt)
                .ThenByDescending(run => run.Id)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ApiException.NotFound("This transcript was not processed yet");
        var stages = await db
            .PipelineStages.AsNoTracking()
            .Where(stage => stage.RunId == run.Id)
            .OrderBy(stage => stage.Position)
            .Select(stage => new PipelineStageStatus(
                stage.Name,
                stage.State,
                stage.Attempts,
                stage.Progress,
                stage.Error,
                stage.Note,
                stage.StartedAt,
                stage.FinishedAt
            ))
            .ToListAsync(cancellationToken);
        return new(run.Id, run.State, run.CreatedAt, run.FinishedAt, stages);
    }
}
