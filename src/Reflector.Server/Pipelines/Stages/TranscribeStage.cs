using Microsoft.EntityFrameworkCore;
using Reflector.Media;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Speech;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>
/// Recognises the speech. Every segment is saved as it comes: people read along, and an attempt that dies is continued
/// behind the last segment.
/// </summary>
internal sealed class TranscribeStage(RecordingStores stores, FfmpegMedia media, ISpeechRecognizer recognizer) : IStage
{
    public string Name => StageNames.Transcribe;

    public bool Heavy => true;

    public TimeSpan TimeLimit(TimeSpan recording) => TimeSpan.FromMinutes(15) + recording * 3;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var finished = await context.QueryAsync(
            db =>
                db.TranscribedSegments.Where(segment => segment.RunId == context.RunId)
                    .MaxAsync(segment => (double?)segment.EndTime, cancellationToken),
            cancellationToken
        );
        await using var file = await stores
            .Of(context.Recording.Store)
            .OpenLocalAsync(context.Recording.ObjectKey, cancellationToken);
        await using var progress = new StageProgress(context, context.Transcript.DurationMs / 1000, cancellationToken);
        var options = new RecognitionOptions(context.Transcript.SourceLanguage, progress, finished ?? 0);
        var audio = media.DecodeAsync(file.Path, cancellationToken);
        var spoken = finished is not null;
        await foreach (var segment in recognizer.RecognizeAsync(audio, options, cancellationToken))
        {
            await SaveAsync(context, segment, cancellationToken);
            spoken = true;
        }
        return new StageOutcome
        {
            Result = new TranscribeResult(recognizer.Model),
            Note = spoken ? null : "No speech was found in this recording.",
        };
    }

    private static Task SaveAsync(StageContext context, SpeechSegment segment, CancellationToken cancellationToken) =>
        context.SaveAsync(
            async db =>
            {
                db.TranscribedSegments.Add(
                    new TranscribedSegment
                    {
                        RunId = context.RunId,
                        Track = 0,
                        StartTime = segment.Start,
                        EndTime = segment.End,
                        Words = [.. segment.Words.Select(word => new Word(word.Text, word.Start, word.End))],
                    }
                );
                await context.TellAsync(
                    db,
                    TranscriptEvents.Transcript,
                    new TranscriptText(segment.Text, Start: segment.Start, End: segment.End),
                    cancellationToken
                );
            },
            cancellationToken
        );
}

/// <param name="Model">The speech model that was used.</param>
internal sealed record TranscribeResult(string Model);
