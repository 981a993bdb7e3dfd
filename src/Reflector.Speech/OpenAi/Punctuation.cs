namespace Reflector.Speech.OpenAi;

/// <summary>OpenAI's own server gives timed words without punctuation; the text beside them has it.</summary>
internal static class Punctuation
{
    /// <summary>The words as the text writes them when both have the same words, else as they came.</summary>
    public static IEnumerable<TimedText> Restore(IReadOnlyList<TimedText> words, string text)
    {
        var written = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var same =
            written.Length == words.Count
            && words.Zip(written, (word, other) => Bare(word.Text) == Bare(other)).All(e => e);
        return same ? words.Zip(written, (word, other) => word with { Text = other }) : words;
    }

    private static string Bare(string word) => new([.. word.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
