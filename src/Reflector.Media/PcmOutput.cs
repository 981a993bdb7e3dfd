using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Reflector.Media;

/// <summary>Mono samples at 16 kHz on ffmpeg's standard output.</summary>
internal static class PcmOutput
{
    public const int SampleRate = 16_000;

    // Half a second: what ffmpeg may run ahead of the consumer is this and the pipe's own buffer.
    private const int BlockSamples = SampleRate / 2;

    public static string[] Arguments(AudioTrack stream) =>
        [
            .. FfmpegMapping.Of(stream, mono: true),
            "-ar",
            "16000",
            "-c:a",
            BitConverter.IsLittleEndian ? "pcm_f32le" : "pcm_f32be",
            "-f",
            BitConverter.IsLittleEndian ? "f32le" : "f32be",
            "pipe:1",
        ];

    /// <summary>Samples of 16 bits with their times, in a container that a pipe can carry.</summary>
    public static string[] TimedArguments(AudioTrack stream, int sampleRate) =>
        [
            .. FfmpegMapping.Of(stream, mono: true),
            "-ar",
            sampleRate.ToString(CultureInfo.InvariantCulture),
            "-c:a",
            "pcm_s16le",
            "-map_metadata",
            "-1",
            "-avoid_negative_ts",
            "disabled",
            "-f",
            "matroska",
            "pipe:1",
        ];

    public static ReadOnlyMemory<float> FromShorts(ReadOnlySpan<byte> bytes)
    {
        var samples = new float[bytes.Length / sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(i * sizeof(short))..]) / 32768f;
        return samples;
    }

    /// <summary>Adds one signal to another that is at least as long.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> samples)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(sum[..samples.Length]);
        var others = MemoryMarshal.Cast<float, Vector<float>>(samples);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] += others[i];
        for (var i = vectors.Length * Vector<float>.Count; i < samples.Length; i++)
            sum[i] += samples[i];
    }

    public static async IAsyncEnumerable<ReadOnlyMemory<float>> ReadAsync(FfmpegProcess ffmpeg)
    {
        var bytes = new byte[BlockSamples * sizeof(float)];
        int length;
        do
        {
            length = await ffmpeg.ReadAsync(bytes);
            if (length >= sizeof(float))
                yield return ToSamples(bytes.AsSpan(0, length - (length % sizeof(float))));
        } while (length == bytes.Length);
    }

    /// <summary>A float file may hold anything; the consumer sees finite values from -1 to 1.</summary>
    private static ReadOnlyMemory<float> ToSamples(ReadOnlySpan<byte> bytes)
    {
        var samples = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples.AsSpan());
        foreach (ref var vector in vectors)
        {
            var numbers = Vector.ConditionalSelect(Vector.Equals(vector, vector), vector, Vector<float>.Zero);
            vector = Vector.Min(Vector.Max(numbers, -Vector<float>.One), Vector<float>.One);
        }

        foreach (ref var sample in samples.AsSpan(vectors.Length * Vector<float>.Count))
            sample = float.IsNaN(sample) ? 0 : Math.Clamp(sample, -1, 1);
        return samples;
    }
}
