using Reflector.Server.Configuration;
using Reflector.Server.Diarization;
using Reflector.Speech.Diarization;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Tells the voices of a mixed recording apart. Whatever goes wrong, the transcript goes on without.</summary>
internal sealed class DiarizeStage(IDiarizer diarizer, ReflectorSettings settings, ILogger<DiarizeStage> logger)
    : IStage
{
    public string Name => StageNames.Diarize;

    public bool Heavy => diarizer is DiarizerProcess { Missing: null };

    public TimeSpan TimeLimit(TimeSpan recording) =>
        Patience(recording) + TimeSpan.FromSeconds(settings.DiarizationFileTimeout) + TimeSpan.FromMinutes(5);

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        if (diarizer.Missing is { } missing)
            return StageOutcome.Skip(missing);
        if (context.Transcript.AudioKey is not { } key)
            return StageOutcome.Skip("There is no audio any more to tell voices apart in.");
        var length = TimeSpan.FromMilliseconds(context.Transcript.DurationMs);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience(length) + TimeSpan.FromSeconds(settings.DiarizationFileTimeout));
        await using var progress = new StageProgress(context, 1, cancellationToken);
        try
        {
            var recording = new DiarizedRecording(key, length.TotalSeconds, context.Transcript.SourceLanguage);
            var turns = await diarizer.DiarizeAsync(recording, progress, limit.Token);
            return new StageOutcome { Result = new DiarizeResult(turns) };
        }
        catch (Exception exception)
            when (exception is not StageOvertakenException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "Voices of run {Run} could not be told apart", context.RunId);
            var why = exception switch
            {
                DiarizationException => exception.Message,
                OperationCanceledException => "It took longer than it may.",
                _ => StageErrors.Describe(exception).Sentence,
            };
            return StageOutcome.Skip(
                $"The voices could not be told apart: all words belong to one unknown speaker. {why}"
            );
        }
    }

    private static TimeSpan Patience(TimeSpan recording) => TimeSpan.FromMinutes(10) + recording * 2;
}

internal sealed record DiarizeResult(IReadOnlyList<SpeakerTurn> Turns);
