namespace Reflector.Fakes.Speech;

/// <summary>Words as tones, each with a pitch of its own: speech that a fake recogniser can really understand.</summary>
public static class ToneSpeech
{
    private const int Frame = 160;
    private const double LowestPitch = 300;
    private const double PitchStep = 60;

    private static readonly string[] Vocabulary =
    [
        "alpha",
        "bravo",
        "charlie",
        "delta",
        "echo",
        "foxtrot",
        "golf",
        "hotel",
        "india",
        "juliet",
        "kilo",
        "lima",
    ];

    /// <param name="seconds">Length of the recording.</param>
    /// <param name="words">Words of the vocabulary (alpha … lima), silence between them.</param>
    public static float[] Say(double seconds, params IEnumerable<SpokenWord> words)
    {
        var samples = new float[(int)(seconds * WaveFile.SampleRate)];
        foreach (var word in words)
        {
            var pitch = LowestPitch + PitchStep * Array.IndexOf(Vocabulary, word.Text);
            var end = Math.Min(samples.Length, (int)(word.End * WaveFile.SampleRate));
            for (var i = (int)(word.Start * WaveFile.SampleRate); i < end; i++)
                samples[i] = 0.3f * (float)Math.Sin(2 * Math.PI * pitch * i / WaveFile.SampleRate);
        }
        return samples;
    }

    public static IReadOnlyList<SpokenWord> Understand(ReadOnlySpan<float> samples)
    {
        var words = new List<SpokenWord>();
        var start = -1;
        for (var at = 0; at <= samples.Length - Frame; at += Frame)
        {
            var sounds = IsSound(samples.Slice(at, Frame));
            var over = !sounds || at + 2 * Frame > samples.Length;
            if (sounds && start < 0)
                start = at;
            if (!over || start < 0)
                continue;
            words.Add(new(Name(samples[start..at]), Seconds(start), Seconds(at)));
            start = -1;
        }
        return words;
    }

    private static bool IsSound(ReadOnlySpan<float> frame)
    {
        foreach (var sample in frame)
        {
            if (Math.Abs(sample) > 0.05)
                return true;
        }
        return false;
    }

    private static string Name(ReadOnlySpan<float> tone)
    {
        var crossings = 0;
        for (var i = 1; i < tone.Length; i++)
            crossings += tone[i - 1] < 0 != tone[i] < 0 ? 1 : 0;
        var pitch = crossings / 2.0 / Seconds(tone.Length);
        return Vocabulary[(int)Math.Clamp(Math.Round((pitch - LowestPitch) / PitchStep), 0, Vocabulary.Length - 1)];
    }

    private static double Seconds(int samples) => (double)samples / WaveFile.SampleRate;
}
