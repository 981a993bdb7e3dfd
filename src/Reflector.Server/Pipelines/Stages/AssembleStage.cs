using Microsoft.EntityFrameworkCore;
using Reflector.Server.Diarization;
using Reflector.Server.Recordings;
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
                    .Where(segment =>
                        segment.RunId == context.RunId
                        // Of somebody who was left out since.
                        && !db.RecordingTracks.Any(track =>
                            track.RecordingId == context.Recording.Id
                            && track.Position == segment.Track
                            && track.RemovedAt != null
                        )
                    )
                    // Whoever began at the same time stays in the same order each time.
                    .OrderBy(segment => segment.StartTime)
                    .ThenBy(segment => segment.Track)
                    .Select(segment => segment.Words)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        var words = segments.SelectMany(words => words).OrderBy(word => word.Start).ToList();
        // Where people talk at once, what follows needs whole sentences.
        if (context.Recording.Kind is RecordingKind.Tracks)
            words = [.. TranscriptSegments.OfTracks(words).SelectMany(segment => segment.Words)];
        if (await context.FindResultAsync<DiarizeResult>(StageNames.Diarize, cancellationToken) is { } diarized)
            words = [.. WordSpeakers.Assign(words, diarized.Turns)];
        return new StageOutcome { Result = new AssembleResult(words) };
    }
}

/// <param name="Words">In order of their start; of several tracks by sentences, in order of the sentences' start.</param>
internal sealed record AssembleResult(IReadOnlyList<Word> Words);
