using Microsoft.EntityFrameworkCore;
using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Looks what the recording is and how long.</summary>
internal sealed class ProbeStage(RecordingStores stores, FfmpegMedia media, ReflectorSettings settings) : IStage
{
    public string Name => StageNames.Probe;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        await using var file = await stores
            .Of(context.Recording.Store)
            .OpenLocalAsync(context.Recording.ObjectKey, cancellationToken);
        var info = await media.ProbeAsync(file.Path, cancellationToken);
        info.RequireAudio();
        if (info.DurationSeconds > settings.MediaMaxHours * 3600.0)
            throw new StageFailureException(
                $"The recording is longer than the {settings.MediaMaxHours} hours that are processed here (MEDIA_MAX_HOURS)."
            );
        return new StageOutcome
        {
            Result = info,
            Apply = (db, token) => SetDurationAsync(db, context, info.DurationSeconds, token),
        };
    }

    public static async Task SetDurationAsync(
        Database.ReflectorDb db,
        StageContext context,
        double seconds,
        CancellationToken cancellationToken
    )
    {
        var milliseconds = Math.Round(seconds * 1000);
        await db
            .Transcripts.Where(transcript => transcript.Id == context.Transcript.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(transcript => transcript.DurationMs, milliseconds),
                cancellationToken
            );
        await context.TellAsync(db, TranscriptEvents.Duration, new TranscriptDuration(milliseconds), cancellationToken);
    }
}
