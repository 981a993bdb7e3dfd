using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Recordings;
using Reflector.Storage;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Makes the MP3 that people listen to; the waveform falls off on the way.</summary>
internal sealed class EncodeStage(
    RecordingStores stores,
    IObjectStore store,
    FfmpegMedia media,
    ReflectorSettings settings
) : IStage
{
    public string Name => StageNames.Encode;

    public bool Heavy => true;

    public TimeSpan TimeLimit(TimeSpan recording) => TimeSpan.FromMinutes(10) + recording;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataPath, "tmp"));
        var file = Path.Combine(folder.FullName, $"{context.RunId}.mp3");
        try
        {
            await using var source = await stores
                .Of(context.Recording.Store)
                .OpenLocalAsync(context.Recording.ObjectKey, cancellationToken);
            await using var progress = new StageProgress(context, 1, cancellationToken);
            var encoded = await media.EncodeMp3Async(source.Path, file, progress, cancellationToken);
            return await PlaybackAudio.StoreAsync(store, context, encoded, file, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
