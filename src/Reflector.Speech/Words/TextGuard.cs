namespace Reflector.Speech.Words;

/// <summary>Recognisers repeat themselves, fall silent or run on over sound that they do not understand; this notices it.</summary>
internal static class TextGuard
{
    private const double MostWordsPerSecond = 6;
    private const double FewestWordsPerSecond = 0.7;
    private const double JudgedFromSeconds = 3;
    private const int LongestLoop = 10;

    public static string[] Words(string text) =>
        [
            .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Any(char.IsLetterOrDigit)),
        ];

    /// <param name="seconds">Of speech in the window.</param>
    public static bool IsDoubtful(IReadOnlyList<string> words, double seconds) =>
        words.Count > Most(seconds)
        || (seconds >= JudgedFromSeconds && words.Count < seconds * FewestWordsPerSecond)
        || WithoutLoops(words).Count < words.Count;

    /// <summary>Loops are kept once, and no more words than anybody can say in the time.</summary>
    public static IReadOnlyList<string> Clean(IReadOnlyList<string> words, double seconds) =>
        [.. WithoutLoops(words).Take(Most(seconds))];

    private static int Most(double seconds) => (int)Math.Ceiling(seconds * MostWordsPerSecond) + 1;

    /// <summary>A phrase said over and over: people repeat a word three times, seldom a phrase more than twice.</summary>
    private static List<string> WithoutLoops(IReadOnlyList<string> words)
    {
        var keys = words.Select(Key).ToArray();
        var kept = new List<string>(words.Count);
        for (var at = 0; at < words.Count; )
        {
            var (length, times) = LoopAt(keys, at);
            for (var i = 0; i < length; i++)
                kept.Add(words[at + i]);
            at += length * times;
        }
        return kept;
    }

    private static (int Length, int Times) LoopAt(string[] keys, int at)
    {
        for (var length = 1; length <= LongestLoop; length++)
        {
            var times = 1;
            while (Repeats(keys, at, at + length * times, length))
                times++;
            if (times > (length == 1 ? 4 : 3))
                return (length, times);
        }
        return (1, 1);
    }

    private static bool Repeats(string[] keys, int at, int other, int length) =>
        other + length <= keys.Length && keys.AsSpan(at, length).SequenceEqual(keys.AsSpan(other, length));

    private static string Key(string word) => new([.. word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
