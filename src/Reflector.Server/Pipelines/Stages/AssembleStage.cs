using Microsoft.EntityFrameworkCore;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Puts the recognised segments together to one text in order of time.</summary>
internal sealed class AssembleStage : IStage
{
    public string Name => StageNames.Assemble;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var segments = await context.QueryAsync(
            db =>
                db.TranscribedSegments.AsNoTracking()
                    .Where(segment => segment.RunId == context.RunId)
                    .OrderBy(segment => segment.StartTime)
                    .Select(segment => segment.Words)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var words = segments.SelectMany(words => words).OrderBy(word => word.Start).ToList();
        return new StageOutcome { Result = new AssembleResult(words) };
    }
}

/// <param name="Words">In order of their start.</param>
internal sealed record AssembleResult(IReadOnlyList<Word> Words);
