using System.Runtime.CompilerServices;

namespace Reflector.Speech.Tests;

internal static class AudioSource
{
    public const int SampleRate = 16000;

    /// <summary>Blocks of odd sizes, as decoders give them.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> Of(
        ReadOnlyMemory<float> samples,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        const int block = 7777;
        for (var at = 0; at < samples.Length; at += block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return samples.Slice(at, Math.Min(block, samples.Length - at));
            await Task.Yield();
        }
    }

    public static float[] Silence(double seconds) => new float[(int)(seconds * SampleRate)];

    public static float[] Noise(double seconds, float level, int seed = 1)
    {
        var random = new Random(seed);
        return Make(seconds, _ => (float)(random.NextDouble() * 2 - 1) * level);
    }

    /// <summary>Chords that change every second, as a plain music.</summary>
    public static float[] Chords(double seconds)
    {
        double[] roots = [261.6, 220, 174.6, 196];
        return Make(
            seconds,
            time =>
            {
                var root = roots[(int)time % roots.Length];
                return (float)(
                    new[] { 1, 1.25, 1.5, 2 }.Sum(ratio => Math.Sin(2 * Math.PI * root * ratio * time)) * 0.1
                );
            }
        );
    }

    private static float[] Make(double seconds, Func<double, float> at) =>
        [.. Enumerable.Range(0, (int)(seconds * SampleRate)).Select(i => at((double)i / SampleRate))];
}
