namespace Reflector.Server.Summaries;

/// <summary>The writing of topic titles and of the transcript's title.</summary>
internal static class CleanTitle
{
    private const int ShortWordLength = 3;

    /// <summary>
    /// Outer quotation marks go; the first word and words of more than three characters get a capital and small
    /// letters, other words small letters only.
    /// </summary>
    /// <param name="written">Words, in small letters, with the writing that they keep: names, abbreviations.</param>
    public static string Of(string title, IReadOnlyDictionary<string, string>? written = null)
    {
        var words = title.Trim().Trim('"', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select((word, index) => Write(word, index == 0, written)));
    }

    private static string Write(string word, bool first, IReadOnlyDictionary<string, string>? written)
    {
        var small = word.ToLowerInvariant();
        if (written is not null && written.TryGetValue(small, out var kept))
        {
            return kept;
        }

        return first || word.Length > ShortWordLength ? Capitalised(small) : small;
    }

    private static string Capitalised(string small) =>
        small.Length == 0 ? small : string.Concat(char.ToUpperInvariant(small[0]).ToString(), small.AsSpan(1));
}
