using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Reflector.Media;
using Reflector.Server.Recognition;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Speech;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>
/// Recognises the voices one by one, several at a time. Every segment is saved as it comes, and an attempt that dies goes
/// on behind the last one of each track. A track that cannot be read is told as missing; it does not hold up the others.
/// </summary>
internal sealed class TranscribeTracksStage(
    RecordingStores stores,
    FfmpegMedia media,
    ISpeechRecognizer recognizer,
    TimeProvider clock,
    ILogger<TranscribeTracksStage> logger
) : IStage
{
    /// <summary>Attempts at a track before it is told as missing.</summary>
    private const int MostFailures = 3;

    private const int MostAtOnce = 4;

    public string Name => StageNames.TranscribeTracks;

    public bool Heavy => true;

    // The length of one track; silence costs next to nothing, but nobody knows how much of it there is.
    public TimeSpan TimeLimit(TimeSpan recording) => TimeSpan.FromMinutes(30) + recording * 12;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var tracks = (await Tracks.ReadAsync(context, cancellationToken)).Where(track => track.IsVoice).ToList();
        if (tracks.Count == 0)
            return new StageOutcome
            {
                Result = new TranscribeResult(recognizer.Model),
                Note = "No voice is left in this recording.",
            };
        var before = await ProgressOfAsync(context, cancellationToken);
        var left = tracks.Where(track => before.GetValueOrDefault(track.Position)?.FinishedAt is null).ToList();
        await using var progress = new TracksProgress(context, tracks, left, cancellationToken);
        // When something went wrong, one at a time shows whose fault it is.
        var atOnce = before.Values.Any(track => track.Failures > 0)
            ? 1
            : Math.Min(MostAtOnce, Environment.ProcessorCount);
        var failures = new ConcurrentBag<Exception>();
        await using (var recognition = RecognitionSession.Of(recognizer))
        {
            await Parallel.ForEachAsync(
                left,
                new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
                async (track, token) =>
                {
                    if (await TryAsync(context, recognition, track, progress.Of(track), token) is { } failure)
                        failures.Add(failure);
                }
            );
        }
        if (failures.FirstOrDefault() is { } first)
            throw first;
        return await OutcomeAsync(context, tracks, cancellationToken);
    }

    /// <returns>A failure that may pass.</returns>
    private async Task<Exception?> TryAsync(
        StageContext context,
        ISpeechRecognizer recognition,
        RecordingTrack track,
        IProgress<double> progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await TranscribeAsync(context, recognition, track, progress, cancellationToken);
            await FinishAsync(context, track, error: null, cancellationToken);
            return null;
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or StageOvertakenException)
                && exception is not SpeechException { IsMisconfigured: true }
            )
        {
            LogFailed(exception, context.RunId, track.Position);
            if (Tracks.Fault(exception) is { } fault)
            {
                await FinishAsync(context, track, fault, cancellationToken);
                return null;
            }
            if (await CountFailureAsync(context, track, cancellationToken) < MostFailures)
                return exception;
            await FinishAsync(context, track, Tracks.Sentence(exception), cancellationToken);
            return null;
        }
    }

    private async Task TranscribeAsync(
        StageContext context,
        ISpeechRecognizer recognition,
        RecordingTrack track,
        IProgress<double> progress,
        CancellationToken cancellationToken
    )
    {
        var finished = await context.QueryAsync(
            db =>
                db.TranscribedSegments.Where(segment =>
                        segment.RunId == context.RunId && segment.Track == track.Position
                    )
                    .MaxAsync(segment => (double?)segment.EndTime, cancellationToken),
            cancellationToken
        );
        await using var file = await stores
            .Of(context.Recording.Store)
            .OpenLocalAsync(track.ObjectKey, cancellationToken);
        var audio = media.DecodeTrackAsync(new(file.Path, track.OffsetSeconds), cancellationToken);
        var options = new RecognitionOptions(context.Transcript.SourceLanguage, progress, finished ?? 0);
        await foreach (var segment in recognition.RecognizeAsync(audio, options, cancellationToken))
            await SaveAsync(context, track, segment, cancellationToken);
    }

    private static Task SaveAsync(
        StageContext context,
        RecordingTrack track,
        SpeechSegment segment,
        CancellationToken cancellationToken
    ) =>
        context.SaveAsync(
            async db =>
            {
                db.TranscribedSegments.Add(
                    new TranscribedSegment
                    {
                        RunId = context.RunId,
                        Track = track.Position,
                        StartTime = segment.Start,
                        EndTime = segment.End,
                        Words =
                        [
                            .. segment.Words.Select(word => new Word(word.Text, word.Start, word.End, track.Position)),
                        ],
                    }
                );
                await context.TellAsync(
                    db,
                    TranscriptEvents.Transcript,
                    new TranscriptText(segment.Text, Start: segment.Start, End: segment.End, Speaker: track.Position),
                    cancellationToken
                );
            },
            cancellationToken
        );

    private Task FinishAsync(
        StageContext context,
        RecordingTrack track,
        string? error,
        CancellationToken cancellationToken
    ) =>
        context.SaveAsync(
            async db =>
            {
                var row = await RowAsync(db, context, track, cancellationToken);
                // What is missing is looked at again whenever somebody asks.
                row.FinishedAt = error is null ? clock.GetUtcNow() : null;
                row.Failures = 0;
                await db
                    .RecordingTracks.Where(other =>
                        other.RecordingId == track.RecordingId && other.Position == track.Position
                    )
                    .ExecuteUpdateAsync(set => set.SetProperty(other => other.Error, error), cancellationToken);
            },
            cancellationToken
        );

    private static async Task<int> CountFailureAsync(
        StageContext context,
        RecordingTrack track,
        CancellationToken cancellationToken
    )
    {
        var failures = 0;
        await context.SaveAsync(
            async db => failures = ++(await RowAsync(db, context, track, cancellationToken)).Failures,
            cancellationToken
        );
        return failures;
    }

    private static async Task<TranscribedTrack> RowAsync(
        Database.ReflectorDb db,
        StageContext context,
        RecordingTrack track,
        CancellationToken cancellationToken
    )
    {
        var row = await db.TranscribedTracks.FirstOrDefaultAsync(
            row => row.RunId == context.RunId && row.Track == track.Position,
            cancellationToken
        );
        if (row is null)
            db.TranscribedTracks.Add(row = new() { RunId = context.RunId, Track = track.Position });
        return row;
    }

    private static Task<Dictionary<int, TranscribedTrack>> ProgressOfAsync(
        StageContext context,
        CancellationToken cancellationToken
    ) =>
        context.QueryAsync(
            db =>
                db.TranscribedTracks.AsNoTracking()
                    .Where(track => track.RunId == context.RunId)
                    .ToDictionaryAsync(track => track.Track, cancellationToken),
            cancellationToken
        );

    private async Task<StageOutcome> OutcomeAsync(
        StageContext context,
        List<RecordingTrack> tracks,
        CancellationToken cancellationToken
    )
    {
        var faults = (await Tracks.ReadAsync(context, cancellationToken))
            .Where(track => track is { IsVoice: true, Error: not null })
            .ToDictionary(track => track.Position, track => track.Error!);
        if (faults.Count == tracks.Count)
            throw MixStage.NothingIsLeft(tracks, faults);
        var spoken = await context.QueryAsync(
            db => db.TranscribedSegments.AnyAsync(segment => segment.RunId == context.RunId, cancellationToken),
            cancellationToken
        );
        return new StageOutcome
        {
            Result = new TranscribeResult(recognizer.Model),
            Note =
                faults.Count > 0 ? $"{faults.Count} of {tracks.Count} voices are missing. Process again to try those."
                : spoken ? null
                : "No speech was found in this recording.",
        };
    }

    private void LogFailed(Exception exception, string run, int track) =>
        logger.LogWarning(exception, "Track {Track} of run {Run} could not be transcribed", track, run);

    /// <summary>All tracks together, each as long as the longest.</summary>
    private sealed class TracksProgress : IAsyncDisposable
    {
        private readonly StageProgress _progress;
        private readonly ConcurrentDictionary<int, double> _seconds = new();

        public TracksProgress(
            StageContext context,
            List<RecordingTrack> tracks,
            List<RecordingTrack> left,
            CancellationToken cancellationToken
        )
        {
            var length = context.Transcript.DurationMs / 1000;
            _progress = new(context, length * tracks.Count, cancellationToken);
            foreach (var track in tracks.Except(left))
                _seconds[track.Position] = length;
        }

        public IProgress<double> Of(RecordingTrack track) => new One(this, track.Position);

        public ValueTask DisposeAsync() => _progress.DisposeAsync();

        private sealed class One(TracksProgress all, int track) : IProgress<double>
        {
            public void Report(double value)
            {
                all._seconds[track] = value;
                all._progress.Report(all._seconds.Values.Sum());
            }
        }
    }
}
