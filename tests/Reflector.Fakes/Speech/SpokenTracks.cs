namespace Reflector.Fakes.Speech;

/// <summary>One person's voice in a meeting, as their own microphone hears it.</summary>
/// <param name="Voice">Of flite.</param>
/// <param name="Offset">Seconds from the beginning of the meeting to that of the track.</param>
/// <param name="Samples">At 16 kHz, from the track's beginning to its end.</param>
/// <param name="Muted">Seconds from the track's beginning in which nothing is sent.</param>
/// <param name="Words">With times from the beginning of the meeting.</param>
public sealed record SpokenTrack(
    string Voice,
    double Offset,
    float[] Samples,
    IReadOnlyList<(double From, double To)> Muted,
    IReadOnlyList<SpokenWord> Words
)
{
    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <summary>A meeting of made voices with a track for each: people join late, are muted, and talk at once.</summary>
public static class SpokenTracks
{
    private const double MutedFrom = 1.5;

    /// <param name="lines">Voice and what it says; each begins before the one before it has ended, now and then.</param>
    /// <param name="overlap">Seconds by which every third line begins early.</param>
    /// <returns>One for each voice, in the order in which they first speak.</returns>
    public static async Task<IReadOnlyList<SpokenTrack>> MakeAsync(
        IEnumerable<(string Voice, string Text)> lines,
        double overlap = 1
    )
    {
        var said = new Dictionary<string, List<(double Start, Utterance Utterance)>>(StringComparer.Ordinal);
        var end = 0.0;
        foreach (var (number, (voice, text)) in lines.Index())
        {
            var utterance = await Flite.SpeakAsync(voice, text);
            var turns = said.TryGetValue(voice, out var known) ? known : said[voice] = [];
            var own = turns.Count == 0 ? 0 : turns[^1].Start + Length(turns[^1].Utterance) + 0.3;
            var start = Math.Max(own, number % 3 == 1 ? Math.Max(0, end - overlap) : end + 0.4);
            turns.Add((start, utterance));
            end = Math.Max(end, start + Length(utterance));
        }
        return [.. said.Select(pair => Track(pair.Key, pair.Value))];
    }

    private static double Length(Utterance utterance) => (double)utterance.Samples.Length / WaveFile.SampleRate;

    private static SpokenTrack Track(string voice, List<(double Start, Utterance Utterance)> turns)
    {
        // Whoever speaks late joined half a second before.
        var offset = Math.Max(0, turns[0].Start - 0.5);
        var samples = new float[(int)((turns[^1].Start - offset + Length(turns[^1].Utterance) + 0.2) * 16000)];
        var random = new Random(voice.Length);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(random.NextDouble() - 0.5) * 0.0008f;
        var muted = new List<(double, double)>();
        var words = new List<SpokenWord>();
        var silentFrom = 0.0;
        foreach (var (start, utterance) in turns)
        {
            var at = start - offset;
            if (at - silentFrom > MutedFrom)
                muted.Add((silentFrom + 0.3, at - 0.3));
            utterance.Samples.CopyTo(samples.AsSpan((int)(at * WaveFile.SampleRate)));
            words.AddRange(
                utterance.Words.Select(word => word with { Start = word.Start + start, End = word.End + start })
            );
            silentFrom = at + Length(utterance);
        }
        return new(voice, offset, samples, muted, words);
    }
}
