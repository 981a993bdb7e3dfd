using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Reflector.Media;

/// <summary>
/// Reads and converts media files of any origin through ffmpeg and ffprobe as child processes. A file is never followed
/// to another file or address, and no call leaves a process or a partial file behind. Where a call names
/// <see cref="MediaException"/>, its message is fit for the person who brought the file. Safe for concurrent use.
/// </summary>
public sealed partial class FfmpegMedia(
    FfmpegLocation location,
    MediaLimits? limits = null,
    TimeProvider? timeProvider = null,
    ILogger<FfmpegMedia>? logger = null
)
{
    /// <summary>Rate in Hz of the samples that <see cref="DecodeAsync"/> gives.</summary>
    public const int SampleRate = PcmOutput.SampleRate;

    /// <summary>Number of peaks in a waveform unless asked otherwise.</summary>
    public const int WaveformLength = 255;

    private readonly MediaLimits _limits = limits ?? new();
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly ILogger _logger = logger ?? NullLogger<FfmpegMedia>.Instance;

    /// <summary>Says what the file holds. A file without audio is described, not refused.</summary>
    /// <exception cref="MediaException">The file cannot be read as media.</exception>
    public async Task<MediaInfo> ProbeAsync(string path, CancellationToken cancellationToken = default)
    {
        var info = await ReadHeaderAsync(path, cancellationToken);
        if (double.IsNaN(info.DurationSeconds))
        {
            var stream = info.AudioTracks.FirstOrDefault(stream => stream.IsDecodable);
            info = info with
            {
                DurationSeconds = stream is null ? 0 : await MeasureAsync(path, stream, cancellationToken),
            };
        }

        return info;
    }

    /// <summary>
    /// The first audio track as mono samples from -1 to 1 at 16 kHz, in blocks that the consumer may keep. ffmpeg runs
    /// at most two seconds of audio ahead of the consumer and ends when the consumer stops. A file that was cut off gives
    /// what is there.
    /// </summary>
    /// <exception cref="MediaException">The file cannot be decoded; also when that shows only after some blocks.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<float>> DecodeAsync(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var stream = (await ReadHeaderAsync(path, cancellationToken)).RequireAudio();
        await using var ffmpeg = StartFfmpeg(path, PcmOutput.Arguments(stream), cancellationToken);
        var isEmpty = true;
        await foreach (var block in PcmOutput.ReadAsync(ffmpeg))
        {
            isEmpty = false;
            yield return block;
        }

        await CompleteAsync(ffmpeg, isEmpty);
    }

    /// <summary>The loudest sample of each of <paramref name="peaks"/> equal parts, from 0 to 1 in two decimals.</summary>
    /// <exception cref="MediaException">The file cannot be decoded.</exception>
    public async Task<IReadOnlyList<double>> WaveformAsync(
        string path,
        int peaks = WaveformLength,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(peaks, 1);
        var waveform = new WaveformPeaks();
        await foreach (var block in DecodeAsync(path, cancellationToken))
            waveform.Add(block.Span);
        return waveform.Normalised(peaks);
    }

    /// <summary>
    /// Writes the first audio track as MP3 for playback (64 kbit/s mono, 96 kbit/s stereo, constant rate), without
    /// tags, chapters, pictures and video, and draws the waveform in the same pass. The destination appears when it is
    /// whole, replacing what was there, and not at all otherwise.
    /// </summary>
    /// <param name="progress">Told the finished share, 0 to 1.</param>
    /// <exception cref="MediaException">The file cannot be decoded or the MP3 cannot be written.</exception>
    public async Task<EncodedAudio> EncodeMp3Async(
        string source,
        string destination,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var info = await ProbeAsync(source, cancellationToken);
        var stream = info.RequireAudio();
        await using var file = PartialFile.For(destination);
        await using var ffmpeg = StartFfmpeg(
            source,
            [.. Mp3Output.Arguments(stream, file.Path), .. PcmOutput.Arguments(stream)],
            cancellationToken
        );
        var waveform = new WaveformPeaks();
        await foreach (var block in PcmOutput.ReadAsync(ffmpeg))
        {
            waveform.Add(block.Span);
            if (info.DurationSeconds > 0)
                progress?.Report(Math.Min(Seconds(waveform.Samples) / info.DurationSeconds, 0.99));
        }

        await CompleteAsync(ffmpeg, isEmpty: waveform.Samples == 0);
        cancellationToken.ThrowIfCancellationRequested();
        var size = file.Commit();
        progress?.Report(1);
        return new(Seconds(waveform.Samples), size, waveform.Normalised(WaveformLength));
    }

    private static double Seconds(long samples) => (double)samples / SampleRate;

    private static async Task CompleteAsync(FfmpegProcess ffmpeg, bool isEmpty)
    {
        var warnings = await ffmpeg.CompleteAsync(opened: true);
        if (isEmpty)
            throw FfmpegFailure.Of(warnings.Length > 0 ? MediaErrorKind.Damaged : MediaErrorKind.Empty, warnings);
    }

    private FfmpegProcess StartFfmpeg(string path, string[] outputs, CancellationToken cancellationToken) =>
        FfmpegProcess.Start(
            location.Ffmpeg,
            ["-nostdin", .. FfmpegInput.Common("error"), .. FfmpegInput.Source(path), .. outputs],
            _limits,
            _time,
            _logger,
            cancellationToken
        );

    /// <summary>As the file's header has it; the duration is not a number when the header has none to rely on.</summary>
    private async Task<MediaInfo> ReadHeaderAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw FfmpegFailure.Of(MediaErrorKind.NotFound);
        if (file.Length == 0)
            throw FfmpegFailure.Of(MediaErrorKind.Empty);

        await using var ffprobe = FfmpegProcess.Start(
            location.Ffprobe,
            [
                .. FfmpegInput.Common("warning"),
                "-show_entries",
                "format=format_name,start_time,duration:stream=index,codec_type,codec_name,sample_rate,channels"
                    + ":stream_disposition=attached_pic",
                "-of",
                "json",
                .. FfmpegInput.Source(path),
            ],
            _limits,
            _time,
            _logger,
            cancellationToken
        );
        var json = await ffprobe.ReadAllAsync(maxBytes: 1 << 20);
        var warnings = await ffprobe.CompleteAsync(opened: false);
        try
        {
            var report = ProbeReport.Parse(json);
            if (!report.HasAudioOrPictures)
                throw FfmpegFailure.Of(MediaErrorKind.NotMedia, "no streams");
            var isGuess = warnings.Contains("Estimating duration", StringComparison.Ordinal);
            return new(
                isGuess ? double.NaN : report.DurationSeconds ?? double.NaN,
                report.Format?.Name ?? "unknown",
                report.AudioTracks(),
                report.HasVideo,
                file.Length
            )
            {
                StartSeconds = report.StartSeconds,
            };
        }
        catch (JsonException e)
        {
            throw FfmpegFailure.Of(MediaErrorKind.ToolFailed, e.Message, e);
        }
    }

    /// <summary>Seconds found by reading every packet without decoding it.</summary>
    private async Task<double> MeasureAsync(string path, AudioTrack stream, CancellationToken cancellationToken)
    {
        string[] copyToNowhere =
        [
            "-map",
            string.Create(CultureInfo.InvariantCulture, $"0:{stream.Index}"),
            "-c",
            "copy",
            "-progress",
            "pipe:1",
            "-f",
            "null",
            "-",
        ];
        await using var ffmpeg = StartFfmpeg(path, copyToNowhere, cancellationToken);
        var seconds = 0.0;
        var buffer = new byte[4096];
        var text = "";
        int length;
        do
        {
            length = await ffmpeg.ReadAvailableAsync(buffer);
            var lines = (text + Encoding.UTF8.GetString(buffer, 0, length)).Split('\n');
            text = lines[^1];
            foreach (var line in lines[..^1])
            {
                if (
                    line.StartsWith("out_time=", StringComparison.Ordinal)
                    && TimeSpan.TryParse(
                        line.AsSpan("out_time=".Length).Trim(),
                        CultureInfo.InvariantCulture,
                        out var time
                    )
                )
                    seconds = Math.Max(seconds, time.TotalSeconds);
            }
        } while (length > 0);

        await ffmpeg.CompleteAsync(opened: true);
        return seconds;
    }
}
