using System.Numerics;
using System.Runtime.InteropServices;

namespace Reflector.Media;

/// <summary>
/// Peaks of a signal of unknown length in constant memory: buckets of equal size, which double their size whenever they
/// run out.
/// </summary>
internal sealed class WaveformPeaks
{
    // Far more buckets than peaks, so that a bucket on a boundary between two peaks does not matter.
    private const int MaxBuckets = 1 << 16;

    // 80 dB below full scale: dither and coding noise of a silent recording must not be blown up to full height.
    private const float Silence = 1e-4f;

    private readonly float[] _buckets = new float[MaxBuckets];
    private int _count;
    private long _bucketSize = 1;
    private long _inCurrent;
    private float _current;

    public long Samples { get; private set; }

    public void Add(ReadOnlySpan<float> samples)
    {
        Samples += samples.Length;
        while (samples.Length > 0)
        {
            var taken = (int)Math.Min(samples.Length, _bucketSize - _inCurrent);
            _current = Math.Max(_current, Loudest(samples[..taken]));
            samples = samples[taken..];
            _inCurrent += taken;
            if (_inCurrent == _bucketSize)
                CloseBucket();
        }
    }

    /// <summary>Values from 0 to 1, the loudest being 1, in two decimals; all 0 for silence.</summary>
    public double[] Normalised(int peaks)
    {
        ReadOnlySpan<float> buckets =
            _inCurrent > 0 ? [.. _buckets.AsSpan(0, _count), _current] : _buckets.AsSpan(0, _count);
        var result = new double[peaks];
        if (buckets.Length == 0)
            return result;
        for (var i = 0; i < peaks; i++)
        {
            var from = (int)((long)i * buckets.Length / peaks);
            var to = (int)((i + 1L) * buckets.Length / peaks);
            foreach (var value in buckets[from..Math.Max(to, from + 1)])
                result[i] = Math.Max(result[i], value);
        }

        var loudest = result.Max();
        for (var i = 0; i < peaks; i++)
            result[i] = loudest < Silence ? 0 : Math.Round(result[i] / loudest, 2);
        return result;
    }

    private static float Loudest(ReadOnlySpan<float> samples)
    {
        var loudest = 0f;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        if (vectors.Length > 0)
        {
            var most = Vector<float>.Zero;
            foreach (var vector in vectors)
                most = Vector.Max(most, Vector.Abs(vector));
            for (var i = 0; i < Vector<float>.Count; i++)
                loudest = Math.Max(loudest, most[i]);
        }

        foreach (var sample in samples[(vectors.Length * Vector<float>.Count)..])
            loudest = Math.Max(loudest, Math.Abs(sample));
        return loudest;
    }

    private void CloseBucket()
    {
        _buckets[_count++] = _current;
        _current = 0;
        _inCurrent = 0;
        if (_count < MaxBuckets)
            return;
        for (var i = 0; i < MaxBuckets / 2; i++)
            _buckets[i] = Math.Max(_buckets[2 * i], _buckets[(2 * i) + 1]);
        _count = MaxBuckets / 2;
        _bucketSize *= 2;
    }
}
