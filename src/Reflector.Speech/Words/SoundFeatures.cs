using System.Numerics;
using System.Runtime.InteropServices;

namespace Reflector.Speech.Words;

/// <summary>
/// What a window sounds like, every 10 ms: loudness between its background and its speech, and the shape of the
/// spectrum, both relative to the window's own average, so that voice, microphone and level matter little.
/// </summary>
internal sealed class SoundFeatures
{
    public const int Hop = 160;
    public const int Count = Cepstra + 2;

    private const int Size = 256;
    private const int Bands = 18;
    private const int Cepstra = 8;

    private static readonly float[] Hann = MakeWindow();
    private static readonly Complex32[] Twiddles = MakeTwiddles();
    private static readonly float[][] Filters = MakeFilters();
    private static readonly float[,] Cosines = MakeCosines();

    private readonly float[] _values;

    private SoundFeatures(float[] values, float[] energies)
    {
        _values = values;
        Energies = energies;
    }

    public int Frames => _values.Length / Count;

    /// <summary>Natural logarithm of each frame's mean square.</summary>
    public float[] Energies { get; }

    public ReadOnlySpan<float> this[int frame] => _values.AsSpan(frame * Count, Count);

    public static SoundFeatures Of(ReadOnlySpan<float> samples)
    {
        var frames = samples.Length < Size ? 0 : (samples.Length - Size) / Hop + 1;
        var values = new float[frames * Count];
        var energies = new float[frames];
        Span<Complex32> spectrum = stackalloc Complex32[Size / 2];
        Span<float> bands = stackalloc float[Bands];
        for (var frame = 0; frame < frames; frame++)
        {
            var part = samples.Slice(frame * Hop, Size);
            energies[frame] = MathF.Log(MeanSquare(part) + 1e-9f);
            Transform(part, spectrum, bands);
            var row = values.AsSpan(frame * Count, Count);
            for (var c = 0; c < Cepstra; c++)
            {
                var sum = 0f;
                for (var b = 0; b < Bands; b++)
                    sum += bands[b] * Cosines[c, b];
                row[2 + c] = sum;
            }
        }
        var features = new SoundFeatures(values, energies);
        features.Normalize();
        return features;
    }

    private void Normalize()
    {
        if (Frames == 0)
            return;
        var sorted = Energies.Order().ToArray();
        var background = sorted[sorted.Length / 20];
        var speech = Math.Max(sorted[sorted.Length * 9 / 10], background + 1);
        Span<float> mean = stackalloc float[Count];
        var counted = 0;
        for (var frame = 0; frame < Frames; frame++)
        {
            var row = _values.AsSpan(frame * Count, Count);
            row[0] = Math.Clamp((Energies[frame] - background) / (speech - background), -0.1f, 1.3f);
            if (row[0] < 0.4f)
                continue;
            counted++;
            for (var i = 2; i < Count; i++)
                mean[i] += row[i];
        }
        for (var frame = 0; frame < Frames; frame++)
        {
            var row = _values.AsSpan(frame * Count, Count);
            for (var i = 2; i < Count; i++)
                row[i] -= mean[i] / Math.Max(1, counted);
            row[1] = Loudness(frame + 2) - Loudness(frame - 2);
        }
    }

    private float Loudness(int frame) => _values[Math.Clamp(frame, 0, Frames - 1) * Count];

    private static float MeanSquare(ReadOnlySpan<float> part)
    {
        var sum = 0f;
        foreach (var sample in part)
            sum += sample * sample;
        return sum / part.Length;
    }

    /// <summary>Half-size complex transform of a real frame, then the logarithm of its energy in each band.</summary>
    private static void Transform(ReadOnlySpan<float> part, Span<Complex32> spectrum, Span<float> bands)
    {
        const int half = Size / 2;
        for (var i = 0; i < half; i++)
        {
            var reversed = ReverseBits(i);
            var emphasized = part[2 * i] - (i > 0 ? 0.9f * part[2 * i - 1] : 0);
            var next = part[2 * i + 1] - 0.9f * part[2 * i];
            spectrum[reversed] = new(emphasized * Hann[2 * i], next * Hann[2 * i + 1]);
        }
        for (var length = 2; length <= half; length *= 2)
        {
            var stride = Size / length;
            for (var start = 0; start < half; start += length)
            for (var k = 0; k < length / 2; k++)
            {
                var even = spectrum[start + k];
                var odd = spectrum[start + k + length / 2].Times(Twiddles[k * stride]);
                spectrum[start + k] = even.Plus(odd);
                spectrum[start + k + length / 2] = even.Minus(odd);
            }
        }
        bands.Clear();
        for (var k = 1; k < half; k++)
        {
            var (a, b) = (spectrum[k], spectrum[half - k].Conjugate());
            var even = a.Plus(b);
            var odd = a.Minus(b).Times(Twiddles[k]);
            // odd carries a factor of -i of the split into even and odd samples.
            var power =
                (even.Real + odd.Imaginary) * (even.Real + odd.Imaginary)
                + (even.Imaginary - odd.Real) * (even.Imaginary - odd.Real);
            var filter = Filters[k];
            for (var band = 0; band < Bands; band++)
                bands[band] += filter[band] * power;
        }
        for (var band = 0; band < Bands; band++)
            bands[band] = MathF.Log(bands[band] + 1e-6f);
    }

    private static int ReverseBits(int index)
    {
        var reversed = 0;
        for (var bit = 1; bit < Size / 2; bit <<= 1)
        {
            reversed = (reversed << 1) | (index & 1);
            index >>= 1;
        }
        return reversed;
    }

    private static float[] MakeWindow() =>
        [.. Enumerable.Range(0, Size).Select(i => 0.5f - 0.5f * MathF.Cos(2 * MathF.PI * i / (Size - 1)))];

    private static Complex32[] MakeTwiddles() =>
        [
            .. Enumerable
                .Range(0, Size)
                .Select(i => Complex.Exp(new(0, -2 * Math.PI * i / Size)))
                .Select(c => new Complex32((float)c.Real, (float)c.Imaginary)),
        ];

    /// <summary>Overlapping triangles, evenly spaced on the mel scale from 100 to 7000 Hz.</summary>
    private static float[][] MakeFilters()
    {
        static double Mel(double hertz) => 2595 * Math.Log10(1 + hertz / 700);
        var (low, high) = (Mel(100), Mel(7000));
        var step = (high - low) / (Bands + 1);
        return
        [
            .. Enumerable
                .Range(0, Size / 2)
                .Select(k =>
                {
                    var place = (Mel(k * 16000.0 / Size) - low) / step;
                    return Enumerable
                        .Range(1, Bands)
                        .Select(band => (float)Math.Max(0, 1 - Math.Abs(place - band)))
                        .ToArray();
                }),
        ];
    }

    private static float[,] MakeCosines()
    {
        var cosines = new float[Cepstra, Bands];
        for (var c = 0; c < Cepstra; c++)
        for (var b = 0; b < Bands; b++)
            cosines[c, b] = MathF.Cos(MathF.PI * (c + 1) * (b + 0.5f) / Bands) * MathF.Sqrt(2f / Bands);
        return cosines;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Complex32(float Real, float Imaginary)
    {
        public Complex32 Plus(Complex32 o) => new(Real + o.Real, Imaginary + o.Imaginary);

        public Complex32 Minus(Complex32 o) => new(Real - o.Real, Imaginary - o.Imaginary);

        public Complex32 Times(Complex32 o) =>
            new(Real * o.Real - Imaginary * o.Imaginary, Real * o.Imaginary + Imaginary * o.Real);

        public Complex32 Conjugate() => new(Real, -Imaginary);
    }
}
