using Microsoft.EntityFrameworkCore;
using Reflector.Media;
using Reflector.Server.Recordings;
using Reflector.Storage;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>The MP3 that people listen to.</summary>
internal static class PlaybackAudio
{
    /// <summary>Stores it in place of the one that was there.</summary>
    /// <param name="store">Our own.</param>
    /// <param name="context">Of the stage that made it.</param>
    /// <param name="audio">What it is.</param>
    /// <param name="file">Where it lies; it is moved.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StageOutcome> StoreAsync(
        IObjectStore store,
        StageContext context,
        EncodedAudio audio,
        string file,
        CancellationToken cancellationToken
    )
    {
        var key = ObjectKeys.Audio(context.Transcript.Id);
        await store.PutFileAsync(key, file, move: true, progress: null, cancellationToken);
        return new StageOutcome
        {
            Result = audio,
            Apply = async (db, token) =>
            {
                await db
                    .Transcripts.Where(transcript => transcript.Id == context.Transcript.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(transcript => transcript.AudioKey, key), token);
                await ProbeStage.SetDurationAsync(db, context, audio.DurationSeconds, token);
            },
        };
    }
}
