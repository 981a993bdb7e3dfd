using Reflector.Server.Summaries.Extractive;

namespace Reflector.Server.Summaries.Llm;

/// <summary>Joins neighbouring parts that the model named alike: they are one topic.</summary>
internal static class TopicMerge
{
    /// <summary>Share of the shorter title's words that both have, above which titles mean the same.</summary>
    private const double SameShare = 0.67;

    private const int ShortestWord = 4;

    public static List<TopicDraft> Join(IEnumerable<TopicDraft> parts)
    {
        var topics = new List<TopicDraft>();
        var last = new HashSet<string>();
        foreach (var part in parts)
        {
            var words = Words(part.Title);
            if (topics.Count > 0 && Alike(words, last))
            {
                var summary = AnswerBounds.Line($"{topics[^1].Summary} {part.Summary}", AnswerBounds.TopicSummary);
                topics[^1] = topics[^1] with
                {
                    Summary = summary,
                    Words = [.. topics[^1].Words, .. part.Words],
                    Moments = [.. (topics[^1].Moments ?? []).Concat(part.Moments ?? []).Take(AnswerBounds.Moments)],
                };
                continue;
            }

            topics.Add(part);
            last = words;
        }

        return topics;
    }

    private static bool Alike(HashSet<string> one, HashSet<string> other) =>
        one.Count > 0 && other.Count > 0 && one.Count(other.Contains) >= SameShare * Math.Max(one.Count, other.Count);

    private static HashSet<string> Words(string title) =>
        [
            .. title
                .ToLowerInvariant()
                .Split(' ', ',', ':')
                .Where(word => word.Length >= ShortestWord)
                .Select(EnglishStem.Of),
        ];
}
