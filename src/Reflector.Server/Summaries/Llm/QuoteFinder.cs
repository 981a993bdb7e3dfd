using System.Text;
using System.Text.RegularExpressions;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Llm;

/// <summary>
/// Finds where a quotation was said. Models quote from memory: they drop an "um", mend a word, join what is apart. What
/// is further from the words than that was not said, and is not found.
/// </summary>
internal sealed partial class QuoteFinder
{
    /// <summary>Fewer words than this ("yes, sure") are said everywhere and prove nothing.</summary>
    private const int FewestTokens = 3;

    private const int MostTokens = 80;

    /// <summary>Share of a quotation's words that may differ from what was said.</summary>
    private const double MostDifferent = 0.25;

    /// <summary>Words that may stand between those of a quotation and those that were said at its place.</summary>
    private const int Slack = 8;

    private const int MostPlaces = 8;

    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    private readonly IReadOnlyList<Word> _words;
    private readonly List<string> _tokens = [];
    private readonly List<int> _wordOf = [];
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    public QuoteFinder(IReadOnlyList<Word> words)
    {
        _words = words;
        for (var index = 0; index < words.Count; index++)
        {
            foreach (var token in Tokens(words[index].Text))
            {
                if (!_places.TryGetValue(token, out var places))
                    _places.Add(token, places = []);
                places.Add(_tokens.Count);
                _tokens.Add(token);
                _wordOf.Add(index);
            }
        }
    }

    /// <summary>The moments of those quotations that were said; one of several pieces ("a … b") needs all of them.</summary>
    public IReadOnlyList<SourceMoment> Find(IEnumerable<string?>? quotes, int most)
    {
        var found = new List<SourceMoment>();
        foreach (var quote in quotes ?? [])
        {
            var pieces = Gap().Split(quote ?? "").Where(piece => piece.Any(char.IsLetterOrDigit)).ToList();
            var moments = pieces.Select(Find).OfType<SourceMoment>().ToList();
            if (moments.Count == pieces.Count)
                found.AddRange(moments);
        }

        return [.. found.Distinct().Take(most)];
    }

    public SourceMoment? Find(string quote)
    {
        var tokens = Tokens(quote).Take(MostTokens).ToArray();
        if (tokens.Length < FewestTokens)
            return null;
        var best = Places(tokens)
            .Select(place => Align(tokens, place))
            .Where(match => match.Different <= MostDifferent * tokens.Length)
            .OrderBy(match => match.Different)
            .ThenBy(match => match.First)
            .Take(1)
            .ToList();
        return best.Count == 0 ? null : SourceMoment.Of(_words, _wordOf[best[0].First], _wordOf[best[0].Last] + 1);
    }

    /// <summary>Where the quotation might begin: places for which most of its words speak.</summary>
    private IEnumerable<int> Places(string[] tokens)
    {
        var votes = new Dictionary<int, double>();
        for (var at = 0; at < tokens.Length; at++)
        {
            if (!_places.TryGetValue(tokens[at], out var places))
                continue;
            // A word that is said everywhere tells little about the place.
            var weight = 1.0 / places.Count;
            foreach (var place in places)
            {
                var start = (place - at) / Slack * Slack;
                votes[start] = votes.GetValueOrDefault(start) + weight;
                votes[start + Slack] = votes.GetValueOrDefault(start + Slack) + weight;
            }
        }

        return votes
            .OrderByDescending(vote => vote.Value)
            .ThenBy(vote => vote.Key)
            .Take(MostPlaces)
            .Select(vote => vote.Key);
    }

    /// <summary>The run of said words around the place that differs least from the quotation.</summary>
    private (int First, int Last, int Different) Align(string[] tokens, int place)
    {
        var from = Math.Max(0, place - 2 * Slack);
        var to = Math.Min(_tokens.Count, place + tokens.Length + 2 * Slack);
        // Words before and behind the run cost nothing; each cell remembers where its run begins.
        var costs = new int[to - from + 1];
        var starts = Enumerable.Range(from, to - from + 1).ToArray();
        for (var at = 1; at <= tokens.Length; at++)
        {
            var (diagonal, diagonalStart) = (costs[0], starts[0]);
            costs[0] = at;
            for (var column = 1; column < costs.Length; column++)
            {
                var same = tokens[at - 1] == _tokens[from + column - 1];
                var (cost, start) = (diagonal + (same ? 0 : 1), diagonalStart);
                if (costs[column] + 1 < cost)
                    (cost, start) = (costs[column] + 1, starts[column]);
                if (costs[column - 1] + 1 < cost)
                    (cost, start) = (costs[column - 1] + 1, starts[column - 1]);
                (diagonal, diagonalStart) = (costs[column], starts[column]);
                (costs[column], starts[column]) = (cost, start);
            }
        }

        var end = 0;
        for (var column = 1; column < costs.Length; column++)
        {
            if (costs[column] < costs[end])
                end = column;
        }

        var first = Math.Min(starts[end], _tokens.Count - 1);
        return (first, Math.Max(first, from + end - 1), costs[end]);
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var token = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(character))
                token.Append(char.ToLowerInvariant(character));
            else if (token.Length > 0 && character is not '\'' and not '’')
            {
                yield return token.ToString();
                token.Clear();
            }
        }

        if (token.Length > 0)
            yield return token.ToString();
    }

    [GeneratedRegex(
        @"\s*(\.\.\.|…|\[\s*(\.\.\.|…)\s*\])\s*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        MatchLimit
    )]
    private static partial Regex Gap();
}
