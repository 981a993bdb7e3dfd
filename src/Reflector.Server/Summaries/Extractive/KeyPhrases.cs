namespace Reflector.Server.Summaries.Extractive;

/// <param name="Text">The words as they were said.</param>
/// <param name="Terms">Numbers of their stems.</param>
internal sealed record KeyPhrase(string Text, IReadOnlyList<int> Terms, double Score);

/// <summary>
/// Phrases that tell what a stretch of speech is about: runs of subject words (as in RAKE), weighed by how often their
/// words occur in the stretch and how rarely in the others, and by signs that the phrase is a noun phrase.
/// </summary>
internal static class KeyPhrases
{
    private const int LongestPhrase = 4;

    /// <summary>Two words say more than one; past three a title gets long.</summary>
    private static readonly double[] LengthPreference = [0, 0.5, 1.0, 0.95, 0.75];

    /// <summary>A phrase after "the", "our", "of" is a thing rather than something done.</summary>
    private const double NounBonus = 1.6;

    /// <summary>Words in -ed, -ing or -ly at either end are seldom a subject.</summary>
    private const double VerbMalus = 0.4;

    /// <summary>A phrase of several words that was said once is likely a chance meeting of words.</summary>
    private const double OnceMalus = 0.55;

    /// <summary>A name of a person or a month is seldom what a talk is about.</summary>
    private const double PersonMalus = 0.15;

    private const int MostPhrases = 60;

    private static readonly HashSet<string> NounSigns = new(
        WordLists.Split(
            "the a an our your their this these of new for about on his her its le la les des du der die das den dem el los "
                + "il lo de het een"
        ),
        StringComparer.Ordinal
    );

    /// <param name="ranges">The stretches, as first word and end.</param>
    /// <returns>For each stretch, phrases in falling order of score.</returns>
    public static List<List<KeyPhrase>> Find(SpokenText text, Names names, IReadOnlyList<(int First, int End)> ranges)
    {
        var spread = new int[text.TermCounts.Length];
        var counts = ranges.Select(range => CountTerms(text, range)).ToList();
        foreach (var term in counts.SelectMany(count => count.Keys))
        {
            spread[term]++;
        }

        return
        [
            .. ranges.Select(
                (range, at) =>
                    Rank(
                        text,
                        names,
                        range,
                        term => counts[at][term] * Math.Log(1.3 + (double)ranges.Count / spread[term])
                    )
            ),
        ];
    }

    public static Dictionary<int, int> CountTerms(SpokenText text, (int First, int End) range)
    {
        var counts = new Dictionary<int, int>();
        for (var index = range.First; index < range.End; index++)
        {
            if (text.Terms[index] >= 0)
            {
                counts[text.Terms[index]] = counts.GetValueOrDefault(text.Terms[index]) + 1;
            }
        }

        return counts;
    }

    private static List<KeyPhrase> Rank(
        SpokenText text,
        Names names,
        (int First, int End) range,
        Func<int, double> weigh
    )
    {
        var candidates = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        for (var first = range.First; first < range.End; first++)
        {
            for (var length = 1; length <= LongestPhrase && first + length <= range.End; length++)
            {
                var last = first + length - 1;
                if (text.Terms[last] < 0 && !(length is > 1 and < LongestPhrase && text.Small[last] == "of"))
                {
                    break;
                }

                if (text.Terms[first] < 0)
                {
                    break;
                }

                if (text.Terms[last] >= 0)
                {
                    Note(text, first, length, range, candidates);
                }

                if (
                    EndsPhrase(text.Words[last].Text)
                    || text.Bare[last].EndsWith("'s", StringComparison.Ordinal) && length > 2
                )
                {
                    break;
                }
            }
        }

        return
        [
            .. candidates
                .Values.Select(candidate => Score(text, names, candidate, weigh))
                .Where(phrase => phrase.Score > 0)
                .OrderByDescending(phrase => phrase.Score)
                .Take(MostPhrases),
        ];
    }

    private static void Note(
        SpokenText text,
        int first,
        int length,
        (int First, int End) range,
        Dictionary<string, Candidate> candidates
    )
    {
        var key = string.Join(' ', Enumerable.Range(first, length).Select(index => text.Terms[index]));
        if (!candidates.TryGetValue(key, out var candidate))
        {
            candidate = new Candidate(first, length);
            candidates.Add(key, candidate);
        }

        // One word alone names a subject better in its plural: "alerts", "candidates".
        if (length == 1 && text.Small[first].EndsWith('s') && !text.Small[candidate.First].EndsWith('s'))
        {
            candidate.First = first;
        }

        var end = first + length;
        candidate.Count++;
        candidate.NounSigns += first > 0 && NounSigns.Contains(text.Small[first - 1]) ? 1 : 0;
        var opens = first == range.First || text.Terms[first - 1] < 0 || EndsPhrase(text.Words[first - 1].Text);
        var closes = end == range.End || text.Terms[end] < 0 || EndsPhrase(text.Words[end - 1].Text);
        candidate.WholeRuns += opens && closes ? 1 : 0;
    }

    private static KeyPhrase Score(SpokenText text, Names names, Candidate candidate, Func<int, double> weigh)
    {
        var words = Enumerable.Range(candidate.First, candidate.Length).ToList();
        var terms = words.Where(index => text.Terms[index] >= 0).Select(index => text.Terms[index]).ToList();
        var small = words.ConvertAll(index => text.Small[index]);
        var score = terms.Distinct().Sum(weigh) / Math.Sqrt(terms.Count);
        score *= LengthPreference[Math.Min(terms.Count, LongestPhrase)] * (1 + Math.Log(candidate.Count));
        score *= candidate.NounSigns > 0 ? NounBonus : 1;
        score *= candidate.Count == 1 && terms.Count > 1 ? OnceMalus : 1;
        score *= candidate.WholeRuns == 0 || terms.Distinct().Count() < terms.Count ? VerbMalus : 1;
        if (text.Language.IsEnglish)
        {
            score *= LooksLikeDoing(small[0]) && candidate.NounSigns == 0 ? VerbMalus : 1;
            score *= LooksLikeDoing(small[^1]) && !small[^1].EndsWith("ing", StringComparison.Ordinal) ? VerbMalus : 1;
            score *= small.Exists(word => word.EndsWith("ly", StringComparison.Ordinal) && word.Length > 5)
                ? VerbMalus
                : 1;
            score *= ActionVerbs.Contains(small[0]) && candidate.NounSigns == 0 ? VerbMalus : 1;
        }

        score *= small.Exists(word => names.Person(word.Replace("'s", "", StringComparison.Ordinal)) is not null)
            ? PersonMalus
            : 1;
        var said = string.Join(' ', words.Select(index => text.Bare[index]));
        return new KeyPhrase(said.EndsWith("'s", StringComparison.Ordinal) ? said[..^2] : said, terms, score);
    }

    private static bool LooksLikeDoing(string word) =>
        word.Length > 5
        && (
            word.EndsWith("ing", StringComparison.Ordinal)
            || word.EndsWith("ed", StringComparison.Ordinal)
            || word.EndsWith("ly", StringComparison.Ordinal)
        );

    private static bool EndsPhrase(string word) => word.Length > 0 && char.IsPunctuation(word[^1]);

    private sealed class Candidate(int first, int length)
    {
        public int First { get; set; } = first;
        public int Length { get; } = length;
        public int Count { get; set; }
        public int NounSigns { get; set; }
        public int WholeRuns { get; set; }
    }
}
