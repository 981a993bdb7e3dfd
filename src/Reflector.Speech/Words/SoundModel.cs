namespace Reflector.Speech.Words;

/// <summary>
/// How each class of sounds shows in <see cref="SoundFeatures"/>: independent normal distributions, measured on made
/// voices whose sounds and times are known, clean, noisy and as heard over a telephone.
/// </summary>
internal sealed class SoundModel
{
    public static readonly int Classes = Enum.GetValues<SoundClass>().Length;

    /// <summary>Rows are the classes, columns the features; first the means, then the deviations.</summary>
    // csharpier-ignore
    public static readonly SoundModel Default = new(
        [
            0.02f, -0.01f, -8.24f, -2.55f, -3.58f, -0.34f, 0.59f, -0.05f, 1.00f, 0.56f, // Silence
            0.91f, 0.00f, 2.56f, -0.39f, 0.06f, -0.22f, -0.53f, -0.20f, -0.16f, -0.04f, // Vowel
            0.85f, 0.09f, 2.99f, 0.56f, -1.10f, 0.08f, 0.27f, -0.30f, -0.02f, -0.26f, // Glide
            0.80f, -0.09f, 1.08f, 2.56f, 0.77f, 1.91f, 1.19f, 0.67f, 0.64f, -0.35f, // Nasal
            0.54f, -0.05f, -10.69f, -1.04f, -0.22f, -1.05f, 0.64f, 0.49f, 0.03f, 0.78f, // Sibilant
            0.41f, 0.03f, -5.43f, -1.22f, -1.23f, 0.29f, 0.56f, 0.09f, 0.35f, 0.03f, // Fricative
            0.32f, -0.14f, -6.09f, -0.94f, -1.27f, 0.40f, 0.85f, 0.35f, 0.93f, 0.41f, // Closure
            0.37f, 0.24f, -6.25f, -2.52f, -1.00f, -0.11f, 0.36f, 0.03f, 0.35f, 0.14f, // Burst
        ],
        [
            0.08f, 0.11f, 2.01f, 2.11f, 1.30f, 1.14f, 1.36f, 0.78f, 1.06f, 0.90f, // Silence
            0.14f, 0.28f, 3.01f, 2.60f, 3.21f, 2.07f, 1.35f, 1.40f, 1.09f, 0.93f, // Vowel
            0.20f, 0.28f, 4.22f, 3.06f, 3.09f, 2.33f, 1.38f, 1.39f, 1.36f, 0.85f, // Glide
            0.23f, 0.21f, 3.56f, 1.63f, 1.48f, 1.23f, 1.03f, 0.92f, 0.91f, 0.92f, // Nasal
            0.26f, 0.27f, 4.59f, 2.88f, 2.59f, 2.24f, 1.51f, 1.32f, 1.00f, 0.96f, // Sibilant
            0.28f, 0.37f, 4.09f, 2.77f, 1.68f, 1.28f, 1.14f, 0.89f, 0.91f, 0.78f, // Fricative
            0.29f, 0.37f, 4.07f, 2.91f, 2.21f, 1.58f, 1.39f, 0.95f, 1.01f, 0.86f, // Closure
            0.23f, 0.30f, 3.06f, 2.23f, 2.17f, 1.37f, 1.19f, 1.02f, 0.90f, 0.83f, // Burst
        ]
    );

    private readonly float[] _mean;
    private readonly float[] _precision;
    private readonly float[] _constant;

    public SoundModel(float[] mean, float[] deviation)
    {
        _mean = mean;
        _precision = [.. deviation.Select(d => 1 / d)];
        _constant =
        [
            .. Enumerable
                .Range(0, Classes)
                .Select(c => -deviation.AsSpan(c * SoundFeatures.Count, SoundFeatures.Count).ToArray().Sum(MathF.Log)),
        ];
    }

    /// <summary>Logarithm of the likelihood of one frame under each class, less a common constant.</summary>
    public void Score(ReadOnlySpan<float> frame, Span<float> scores)
    {
        for (var c = 0; c < Classes; c++)
        {
            var sum = 0f;
            var offset = c * SoundFeatures.Count;
            for (var i = 0; i < SoundFeatures.Count; i++)
            {
                var distance = (frame[i] - _mean[offset + i]) * _precision[offset + i];
                sum += distance * distance;
            }
            scores[c] = Math.Max(_constant[c] - sum / 2, -40);
        }
    }
}
