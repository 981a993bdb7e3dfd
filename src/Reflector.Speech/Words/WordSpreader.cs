using Reflector.Speech.Segmentation;

namespace Reflector.Speech.Words;

/// <summary>Spreads words over the stretches in which somebody speaks, by their length in letters.</summary>
internal static class WordSpreader
{
    /// <param name="regions">In samples; not empty.</param>
    public static IReadOnlyList<SpeechWord> Spread(
        IReadOnlyList<string> words,
        IReadOnlyList<SpeechRegion> regions,
        int sampleRate
    )
    {
        var letters = words.Sum(Weight);
        var speech = regions.Sum(region => region.Length);
        var result = new List<SpeechWord>(words.Count);
        var before = 0.0;
        foreach (var word in words)
        {
            var start = At((long)(speech * before / letters), regions, ending: false);
            before += Weight(word);
            var end = At((long)(speech * before / letters), regions, ending: true);
            result.Add(new(word, (double)start / sampleRate, (double)Math.Max(start, end) / sampleRate));
        }
        return result;
    }

    private static double Weight(string word) => word.Count(char.IsLetterOrDigit) + 2;

    /// <summary>The place in the recording after so many samples of speech.</summary>
    private static long At(long spoken, IReadOnlyList<SpeechRegion> regions, bool ending)
    {
        foreach (var region in regions)
        {
            if (spoken < region.Length || (ending && spoken == region.Length))
                return region.Start + spoken;
            spoken -= region.Length;
        }
        return regions[^1].End;
    }
}
