using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Extractive;

/// <param name="Order">Position among all sentences.</param>
internal sealed record RankedSentence(int Order, string Text, IReadOnlySet<int> Terms, double Score);

/// <summary>
/// Weighs sentences by how much of the stretch's vocabulary they carry (centroid), by where they stand, by words that
/// mark results, and by whether they can be read on their own; picks with regard to what is picked already (MMR).
/// </summary>
internal static partial class SentenceRanker
{
    private const int FewestWords = 6;
    private const int MostWords = 45;
    private const int FewestTerms = 2;

    /// <summary>Length in subject words at which a sentence is neither favoured nor disfavoured for its length.</summary>
    private const double LengthSmoothing = 3;

    private const double OpeningBonus = 1.15;
    private const double ResultBonus = 1.5;

    /// <summary>For sentences that need the one before them to be understood.</summary>
    private const double DependentMalus = 0.55;

    private const double QuestionMalus = 0.3;
    private const double HousekeepingMalus = 0.12;
    private const double UnfinishedMalus = 0.3;
    private const double PersonalMalus = 0.8;
    private const double ShortMalus = 0.55;

    /// <summary>How much novelty counts against weight when the next sentence is picked.</summary>
    private const double NoveltyShare = 0.45;

    /// <summary>Sentences that share more of their subject words than this say the same.</summary>
    private const double SameShare = 0.6;

    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    public static List<RankedSentence> Rank(SpokenText text, (int First, int End) range)
    {
        var weights = KeyPhrases
            .CountTerms(text, range)
            .ToDictionary(
                count => count.Key,
                count => Math.Log(1 + count.Value) * Rarity(text, count.Key, count.Value)
            );
        var ranked = new List<RankedSentence>();
        for (var order = 0; order < text.Sentences.Count; order++)
        {
            var sentence = text.Sentences[order];
            if (sentence.First < range.First || sentence.End > range.End)
            {
                continue;
            }

            var terms = new HashSet<int>();
            for (var index = sentence.First; index < sentence.End; index++)
            {
                if (text.Terms[index] >= 0)
                {
                    terms.Add(text.Terms[index]);
                }
            }

            if (terms.Count > 0)
            {
                var readable = Readable.Of(text, sentence);
                var central = terms.Sum(weights.GetValueOrDefault) / Math.Sqrt(terms.Count + LengthSmoothing);
                var opening = ranked.Count is 0 or 1 ? OpeningBonus : 1;
                ranked.Add(
                    new RankedSentence(order, readable, terms, central * opening * Fitness(text, readable, terms.Count))
                );
            }
        }

        return ranked;
    }

    /// <summary>The best sentences that say different things, in the order in which they were said.</summary>
    public static List<RankedSentence> Pick(IEnumerable<RankedSentence> ranked, int count)
    {
        var candidates = ranked
            .Where(sentence => sentence.Text.Length > 0)
            .OrderByDescending(sentence => sentence.Score)
            .Take(80)
            .ToList();
        var picked = new List<RankedSentence>();
        while (picked.Count < count && candidates.Count > 0)
        {
            var next = candidates.MaxBy(sentence =>
                sentence.Score
                * (1 - NoveltyShare * picked.Select(other => Overlap(sentence, other)).DefaultIfEmpty().Max())
            )!;
            candidates.Remove(next);
            if (picked.TrueForAll(other => !SaysTheSame(other, next)))
            {
                picked.Add(next);
            }
        }

        return [.. picked.OrderBy(sentence => sentence.Order)];
    }

    public static bool SaysTheSame(RankedSentence one, RankedSentence other) =>
        Overlap(one, other) > SameShare || string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);

    private static double Overlap(RankedSentence one, RankedSentence other)
    {
        var common = one.Terms.Count(other.Terms.Contains);
        return (double)common / Math.Max(1, Math.Min(one.Terms.Count, other.Terms.Count));
    }

    /// <summary>Words of this stretch that are seldom elsewhere tell more about it.</summary>
    private static double Rarity(SpokenText text, int term, int here) =>
        0.5 + (double)here / Math.Max(1, text.TermCounts[term]);

    private static double Fitness(SpokenText text, string sentence, int terms)
    {
        var words = sentence.AsSpan().Count(' ') + 1;
        var fitness = 1.0;
        fitness *= words < FewestWords || terms < FewestTerms ? ShortMalus * words / FewestWords : 1;
        fitness *= words > MostWords ? (double)MostWords / words : 1;
        fitness *= sentence.EndsWith('?') ? QuestionMalus : 1;
        fitness *= text.HasPunctuation && !SentenceSplitter.HasFinalMark(sentence) ? UnfinishedMalus : 1;
        if (!text.Language.IsEnglish)
        {
            return fitness;
        }

        fitness *= DependentPattern().IsMatch(sentence) ? DependentMalus : 1;
        fitness *= Announcements.IsHousekeeping(sentence) ? HousekeepingMalus : 1;
        fitness *= PersonalPattern().IsMatch(sentence) ? PersonalMalus : 1;
        fitness *= ResultPattern().IsMatch(sentence) ? ResultBonus : 1;
        return fitness;
    }

    [GeneratedRegex(
        @"^(it|its|it's|that|that's|this|these|those|they|they're|them|he|she|his|her|and|but|because|which|or|not|no|yes|if so|so|then|same|also|there|here|what|who|by|to|maybe|you|one|for example|both)\b|\b(that one|this one|like that|as i said|do that|do it|did that|did it)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex DependentPattern();

    [GeneratedRegex(
        @"\b(i think|i guess|i was|i'm|i don't|i feel|you know|i mean|i know|i'd|my)\b|,\s+(right|okay|yeah)[?.]?$|\b(please|can you|could you|would you)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex PersonalPattern();

    [GeneratedRegex(
        @"\b(decided|decision|agreed|approved|conclusion|root cause|the (main|biggest|real|key) \w+|the (issue|problem|result|goal|plan|proposal|recommendation|reason|risk|priority|deadline) (is|was)|important|in (short|summary)|turned out|recommend|propose|the motion|carries|costs?|per ?cent|%|we (will|are going to)|we'll|increased|decreased|dropped|grew|caused|because of)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex ResultPattern();
}
