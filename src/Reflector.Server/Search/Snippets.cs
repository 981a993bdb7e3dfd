namespace Reflector.Server.Search;

/// <summary>Where a query stands literally in a text, with some of what is around it.</summary>
internal static class Snippets
{
    private const int Before = 50;
    private const int After = 100;
    private const int MostOfSummary = 2;
    private const int Most = 3;

    /// <summary>Of the summary first, at most two, then of the text, at most three together.</summary>
    /// <param name="query">Not empty.</param>
    /// <param name="summary">Markdown.</param>
    /// <param name="text">What was said.</param>
    /// <returns>The snippets, and how often the query stands in both.</returns>
    public static (IReadOnlyList<string> Snippets, int Count) Of(string query, string summary, string text)
    {
        var (foldedSummary, foldedText) = (FoldedText.Of(summary), FoldedText.Of(text));
        var folded = FoldedText.Of(query);
        List<string> snippets = [.. InOrFirstWord(folded, summary, foldedSummary).Take(MostOfSummary)];
        snippets.AddRange(InOrFirstWord(folded, text, foldedText).Take(Most - snippets.Count));
        return (snippets, Places(folded, foldedSummary).Count() + Places(folded, foldedText).Count());
    }

    private static IEnumerable<string> InOrFirstWord(string query, string text, string folded) =>
        !folded.Contains(query, StringComparison.Ordinal)
        && query.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space
            ? In(query[..space], text, folded)
            : In(query, text, folded);

    private static IEnumerable<string> In(string query, string text, string folded)
    {
        var shownUntil = 0;
        foreach (var place in Places(query, folded))
        {
            var start = Math.Max(0, place - Before);
            var end = Math.Min(text.Length, place + After);
            if (start < shownUntil)
                continue;
            shownUntil = end;
            yield return (start > 0 ? "..." : "") + Whole(text, start, end).Trim() + (end < text.Length ? "..." : "");
        }
    }

    /// <summary>Without halves of characters that take two UTF-16 code units.</summary>
    private static string Whole(string text, int start, int end)
    {
        if (start < end && char.IsLowSurrogate(text[start]))
            start++;
        if (start < end && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static IEnumerable<int> Places(string query, string text)
    {
        for (
            var place = text.IndexOf(query, StringComparison.Ordinal);
            place >= 0;
            place = text.IndexOf(query, place + query.Length, StringComparison.Ordinal)
        )
            yield return place;
    }
}
