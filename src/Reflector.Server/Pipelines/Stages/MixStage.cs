using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Recordings;
using Reflector.Storage;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Makes of all tracks the one MP3 that people listen to; the waveform falls off on the way.</summary>
internal sealed class MixStage(
    RecordingStores stores,
    IObjectStore store,
    FfmpegMedia media,
    ReflectorSettings settings
) : IStage
{
    public string Name => StageNames.Mix;

    public bool Heavy => true;

    public TimeSpan TimeLimit(TimeSpan recording) => TimeSpan.FromMinutes(30) + recording * 2;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var tracks = (await Tracks.ReadAsync(context, cancellationToken))
            .Where(track => track.Kind is TrackKind.CamAudio or TrackKind.ScreenAudio)
            .ToList();
        if (!tracks.Exists(track => track.IsVoice))
            return StageOutcome.Skip("No voice is left in this recording.") with
            {
                Result = new EncodedAudio(0, 0, new double[FfmpegMedia.WaveformLength]),
            };
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataPath, "tmp"));
        var file = Path.Combine(folder.FullName, $"{context.RunId}.mp3");
        var leases = new List<LocalLease>();
        var found = new List<RecordingTrack>();
        try
        {
            var source = stores.Of(context.Recording.Store);
            var faults = new Dictionary<int, string>();
            foreach (var track in tracks)
            {
                try
                {
                    leases.Add(await source.OpenLocalAsync(track.ObjectKey, cancellationToken));
                    found.Add(track);
                }
                catch (StorageException exception) when (Tracks.Fault(exception) is { } fault)
                {
                    faults[track.Position] = fault;
                }
            }
            await using var progress = new StageProgress(context, 1, cancellationToken);
            var mixed = await media.MixAsync(
                [.. found.Zip(leases, (track, lease) => new TrackFile(lease.Path, track.OffsetSeconds))],
                file,
                context.Recording.DurationSeconds ?? 0,
                progress,
                cancellationToken
            );
            foreach (var (number, exception) in mixed.Failed)
                faults[found[number].Position] = Tracks.Fault(exception)!;
            foreach (var track in tracks)
                await Tracks.MarkAsync(
                    context,
                    track.Position,
                    faults.GetValueOrDefault(track.Position),
                    cancellationToken
                );
            if (mixed.Audio.SizeBytes == 0)
                throw NothingIsLeft(tracks, faults);
            return await PlaybackAudio.StoreAsync(store, context, mixed.Audio, file, cancellationToken);
        }
        finally
        {
            foreach (var lease in leases)
                await lease.DisposeAsync();
            File.Delete(file);
        }
    }

    public static StageFailureException NothingIsLeft(
        IReadOnlyList<RecordingTrack> tracks,
        IReadOnlyDictionary<int, string> faults
    ) =>
        new(
            $"None of the {tracks.Count} voices of this recording can be used. Of the first: "
                + faults.OrderBy(fault => fault.Key).Select(fault => fault.Value).FirstOrDefault("it is empty.")
        );
}
