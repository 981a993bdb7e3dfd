using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reflector.Media;

/// <summary>Recordings with a file per participant.</summary>
public sealed partial class FfmpegMedia
{
    /// <summary>Rate in Hz of a mix: all that a listener hears of a voice, at two thirds of the work.</summary>
    private const int MixRate = 32_000;

    /// <summary>
    /// A track as mono samples from -1 to 1 at 16 kHz from the beginning of the recording, in blocks that the consumer may
    /// keep: what was not sent (before the participant joined, while muted) is silence. Memory does not grow with it.
    /// </summary>
    /// <exception cref="MediaException">The file cannot be decoded; also when that shows only after some blocks.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<float>> DecodeTrackAsync(
        TrackFile track,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var block in DecodeAlignedAsync(track, SampleRate, cancellationToken))
            yield return block;
    }

    /// <summary>
    /// Mixes tracks to one MP3 (64 kbit/s mono, constant rate) and draws the waveform. Voices keep their loudness; where
    /// several together are too loud, they are turned down for that moment. A track that cannot be read is left out, one
    /// that breaks off ends there. Memory does not grow with the length.
    /// </summary>
    /// <param name="longest">Seconds to which the mix may grow; for the progress.</param>
    /// <param name="progress">Told the finished share, 0 to 1.</param>
    /// <exception cref="MediaException">The MP3 cannot be written.</exception>
    public async Task<MixedAudio> MixAsync(
        IReadOnlyList<TrackFile> tracks,
        string destination,
        double longest = 0,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var file = PartialFile.For(destination);
        await using var encoder = FfmpegProcess.Start(
            location.Ffmpeg,
            ["-nostdin", .. FfmpegInput.Common("error"), .. MixedInput, .. Mp3Output.OfMix(file.Path)],
            _limits,
            _time,
            _logger,
            cancellationToken,
            takesInput: true
        );
        var waveform = new WaveformPeaks();
        var failed = new Dictionary<int, MediaException>();
        await foreach (var block in MixedAsync(tracks, failed, cancellationToken))
        {
            waveform.Add(block);
            if (longest > 0)
                progress?.Report(Math.Min((double)waveform.Samples / MixRate / longest, 0.99));
            if (!await encoder.WriteAsync(MemoryMarshal.AsBytes<float>(block).ToArray()))
                break;
        }
        encoder.EndInput();
        await encoder.CompleteAsync(opened: true);
        cancellationToken.ThrowIfCancellationRequested();
        if (waveform.Samples == 0)
            return new(new(0, 0, waveform.Normalised(WaveformLength)), failed);
        var size = file.Commit();
        progress?.Report(1);
        return new(new((double)waveform.Samples / MixRate, size, waveform.Normalised(WaveformLength)), failed);
    }

    private static string[] MixedInput =>
        [
            "-f",
            BitConverter.IsLittleEndian ? "f32le" : "f32be",
            "-ar",
            MixRate.ToString(CultureInfo.InvariantCulture),
            "-ac",
            "1",
            "-i",
            "pipe:0",
        ];

    /// <summary>The sum of all tracks; each runs at most two seconds ahead.</summary>
    private async IAsyncEnumerable<float[]> MixedAsync(
        IReadOnlyList<TrackFile> tracks,
        Dictionary<int, MediaException> failed,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var running = tracks.Select((track, number) => (Number: number, Blocks: Enumerate(track))).ToList();
        try
        {
            while (running.Count > 0)
            {
                var mixed = new float[MixRate / 2];
                var length = 0;
                foreach (var (number, blocks) in running.ToList())
                {
                    try
                    {
                        if (await blocks.MoveNextAsync())
                        {
                            var block = blocks.Current.Span;
                            PcmOutput.Add(mixed, block);
                            length = Math.Max(length, block.Length);
                            continue;
                        }
                    }
                    catch (MediaException exception)
                        when (exception.IsFileAtFault || exception.Kind is MediaErrorKind.NotFound)
                    {
                        failed[number] = exception;
                    }
                    await blocks.DisposeAsync();
                    running.Remove((number, blocks));
                }
                // Only the last block of a track is short: when none was whole, this is the end.
                if (length > 0)
                    yield return length < mixed.Length ? mixed[..length] : mixed;
            }
        }
        finally
        {
            foreach (var (_, blocks) in running)
                await blocks.DisposeAsync();
        }

        IAsyncEnumerator<ReadOnlyMemory<float>> Enumerate(TrackFile track) =>
            DecodeAlignedAsync(track, MixRate, cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<float>> DecodeAlignedAsync(
        TrackFile track,
        int sampleRate,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var info = await ReadHeaderAsync(track.Path, cancellationToken);
        var stream = info.RequireAudio();
        var lead = track.Lead(info.StartSeconds);
        var timeline = new TrackTimeline(sampleRate, _limits.Total.TotalSeconds);
        timeline.Put(lead, ReadOnlyMemory<float>.Empty);
        // The time before somebody joined costs no process.
        while (timeline.TryTake(out var silence))
            yield return silence;
        await using var ffmpeg = StartFfmpeg(
            track.Path,
            PcmOutput.TimedArguments(stream, sampleRate),
            cancellationToken
        );
        var isEmpty = true;
        await foreach (var packet in new MatroskaPackets(ffmpeg.ReadAvailableAsync).ReadAsync())
        {
            isEmpty = false;
            timeline.Put(lead + packet.Seconds, PcmOutput.FromShorts(packet.Data.Span));
            while (timeline.TryTake(out var block))
                yield return block;
        }
        if (timeline.Rest.Length > 0 && !isEmpty)
            yield return timeline.Rest;
        await CompleteAsync(ffmpeg, isEmpty);
    }
}
