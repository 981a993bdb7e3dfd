namespace Reflector.Server.Summaries.Extractive;

/// <summary>Names for topics: phrases that were said in them, no two alike.</summary>
internal static class TopicTitles
{
    /// <summary>Titles that share at least this part of their words would be confused.</summary>
    private const double ConfusableShare = 0.5;

    /// <summary>A second phrase joins the first when it weighs at least this much of it.</summary>
    private const double CompanionShare = 0.35;

    private const int FallbackWords = 5;
    private const int LongestTitle = 60;

    public static List<string> For(SpokenText text, Names names, IReadOnlyList<(int First, int End)> ranges)
    {
        var phrases = KeyPhrases.Find(text, names, ranges);
        var titles = new string[ranges.Count];
        var used = new List<IReadOnlyList<int>>();
        foreach (
            var topic in Enumerable
                .Range(0, ranges.Count)
                .OrderByDescending(at => phrases[at].FirstOrDefault()?.Score ?? 0)
        )
        {
            var first = phrases[topic].Find(phrase => used.TrueForAll(other => !Confusable(phrase.Terms, other)));
            if (first is null)
            {
                titles[topic] = Fallback(text, names, ranges[topic]);
                continue;
            }

            used.Add(first.Terms);
            var companion = first.Terms.Count > 1 ? null : Companion(phrases[topic], first, used);
            if (companion is not null)
            {
                used.Add(companion.Terms);
            }

            var title = companion is null ? first.Text : $"{first.Text} and {companion.Text}";
            titles[topic] = CleanTitle.Of(title, names.Written);
        }

        return Distinct(titles);
    }

    private static KeyPhrase? Companion(List<KeyPhrase> phrases, KeyPhrase first, List<IReadOnlyList<int>> used) =>
        phrases.Find(phrase =>
            phrase != first
            && phrase.Score >= CompanionShare * first.Score
            && first.Text.Length + phrase.Text.Length < LongestTitle - 5
            && used.TrueForAll(other => !Confusable(phrase.Terms, other))
        );

    private static bool Confusable(IReadOnlyList<int> one, IReadOnlyList<int> other) =>
        one.Intersect(other).Count() >= ConfusableShare * Math.Min(one.Count, other.Count);

    /// <summary>The first words that say something, without function words at the ends.</summary>
    private static string Fallback(SpokenText text, Names names, (int First, int End) range)
    {
        var first = range.First;
        while (first < range.End - 1 && text.Terms[first] < 0)
        {
            first++;
        }

        var end = Math.Min(first + FallbackWords, range.End);
        while (end > first + 1 && text.Terms[end - 1] < 0)
        {
            end--;
        }

        var words = text.Bare[first..end].Where(word => word.Length > 0).ToList();
        return words.Count == 0 ? "Untitled" : Shortened(CleanTitle.Of(string.Join(' ', words), names.Written));
    }

    private static string Shortened(string title) =>
        title.Length <= LongestTitle ? title : title[..LongestTitle].TrimEnd();

    private static List<string> Distinct(string[] titles)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var distinct = new List<string>(titles.Length);
        foreach (var title in titles)
        {
            var count = counts[title] = counts.GetValueOrDefault(title) + 1;
            distinct.Add(count == 1 ? title : $"{title} ({count})");
        }

        return distinct;
    }
}
