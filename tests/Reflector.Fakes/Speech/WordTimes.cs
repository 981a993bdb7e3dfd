namespace Reflector.Fakes.Speech;

/// <summary>How far the starts of recognised words are from when they were said.</summary>
public static class WordTimes
{
    /// <summary>Seconds, smallest first, of every word that was recognised rightly.</summary>
    public static IReadOnlyList<double> Errors(IReadOnlyList<SpokenWord> said, IReadOnlyList<SpokenWord> recognised)
    {
        var (first, second) = (Normalized(said), Normalized(recognised));
        var pairs = WordErrorRate.Of([.. first.Select(w => w.Text)], [.. second.Select(w => w.Text)]).Pairs;
        return
        [
            .. pairs
                .Select(pair => (Said: first[pair.Said].Start, Heard: second[pair.Recognised].Start))
                .Where(pair => pair is { Said: not null, Heard: not null })
                .Select(pair => Math.Abs(pair.Said!.Value - pair.Heard!.Value))
                .Order(),
        ];
    }

    /// <summary>Only the first of the words that one written word becomes has a known time.</summary>
    private static (string Text, double? Start)[] Normalized(IReadOnlyList<SpokenWord> words) =>
        [
            .. words.SelectMany(word =>
                SpokenWords.Normalize(word.Text).Select((text, i) => (text, i == 0 ? word.Start : (double?)null))
            ),
        ];
}
