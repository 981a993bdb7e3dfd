namespace Reflector.Fakes.Speech;

/// <summary>A meeting of made voices at 16 kHz, with its words and their times.</summary>
public sealed class SpokenMeeting
{
    private SpokenMeeting(float[] samples, IReadOnlyList<SpokenWord> words) => (Samples, Words) = (samples, words);

    public float[] Samples { get; }

    public IReadOnlyList<SpokenWord> Words { get; }

    public string Text => string.Join(' ', Words.Select(word => word.Text));

    public double Duration => (double)Samples.Length / WaveFile.SampleRate;

    /// <param name="lines">Voice (<c>slt</c>, <c>rms</c>, <c>awb</c>) and what it says.</param>
    /// <param name="pause">Seconds between two lines, from the number of the line.</param>
    public static async Task<SpokenMeeting> MakeAsync(
        IEnumerable<(string Voice, string Text)> lines,
        Func<int, double>? pause = null
    )
    {
        pause ??= line => 0.3 + line * 7 % 10 * 0.1;
        var samples = new List<float>();
        var words = new List<SpokenWord>();
        foreach (var (number, (voice, text)) in lines.Index())
        {
            samples.AddRange(RoomNoise((int)(pause(number) * WaveFile.SampleRate), number));
            var offset = (double)samples.Count / WaveFile.SampleRate;
            var utterance = await Flite.SpeakAsync(voice, text);
            words.AddRange(
                utterance.Words.Select(word => word with { Start = word.Start + offset, End = word.End + offset })
            );
            samples.AddRange(utterance.Samples);
        }
        return new([.. samples], words);
    }

    /// <summary>A recorded pause is never digitally silent.</summary>
    private static IEnumerable<float> RoomNoise(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return (float)(random.NextDouble() - 0.5) * 0.0008f;
    }
}
