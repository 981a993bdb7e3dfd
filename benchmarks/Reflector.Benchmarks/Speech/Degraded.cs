namespace Reflector.Benchmarks.Speech;

/// <summary>The same speech as it reaches us in worse ways.</summary>
internal static class Degraded
{
    private const int SampleRate = 16000;

    /// <summary>As over a telephone: 300 to 3400 Hz.</summary>
    public static KnownRecording Telephone(KnownRecording recording)
    {
        var samples = recording.Samples;
        for (var i = 0; i < 3; i++)
            samples = Filter(Filter(samples, 3400, high: false), 300, high: true);
        return recording with { Name = recording.Name + ", telephone", Samples = samples };
    }

    /// <summary>With white noise 20 dB below the speech.</summary>
    public static KnownRecording Noisy(KnownRecording recording)
    {
        var random = new Random(5);
        var level = Math.Sqrt(recording.Samples.Average(sample => sample * sample)) * 0.1 * Math.Sqrt(12);
        return recording with
        {
            Name = recording.Name + ", noise",
            Samples = [.. recording.Samples.Select(sample => sample + (float)((random.NextDouble() - 0.5) * level))],
        };
    }

    /// <summary>Butterworth of the second order.</summary>
    private static float[] Filter(float[] samples, double hertz, bool high)
    {
        var w = Math.Tan(Math.PI * hertz / SampleRate);
        var norm = 1 / (1 + Math.Sqrt(2) * w + w * w);
        var (b0, b1) = high ? (norm, -2 * norm) : (w * w * norm, 2 * w * w * norm);
        var (a1, a2) = (2 * (w * w - 1) * norm, (1 - Math.Sqrt(2) * w + w * w) * norm);
        var result = new float[samples.Length];
        double x1 = 0,
            x2 = 0,
            y1 = 0,
            y2 = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var y = b0 * samples[i] + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
            (x2, x1, y2, y1) = (x1, samples[i], y1, y);
            result[i] = (float)y;
        }
        return result;
    }
}
