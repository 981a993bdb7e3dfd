using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>Sentences that say what was decided.</summary>
internal static partial class DecisionFinder
{
    private const int MostDecisions = 30;
    private const int MostWords = 60;

    /// <summary>A vote is on the motion made in one of so many sentences before it.</summary>
    private const int MotionReach = 12;

    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    public static List<Decision> Find(SpokenText text)
    {
        var found = new List<Decision>();
        if (!text.Language.IsEnglish && text.Language.Code != "und")
        {
            return found;
        }

        var seen = new List<HashSet<string>>();
        for (var at = 0; at < text.Sentences.Count && found.Count < MostDecisions; at++)
        {
            var sentence = Readable.Of(text, text.Sentences[at]);
            if (text.Sentences[at].Length > MostWords || sentence.EndsWith('?') || Undecided().IsMatch(sentence))
            {
                continue;
            }

            var decision = Carried().IsMatch(sentence) ? OfMotion(text, at, sentence) : OfSentence(text, at, sentence);
            if (decision is not null && IsNew(decision, seen))
            {
                found.Add(decision);
            }
        }

        return found;
    }

    private static Decision? OfSentence(SpokenText text, int at, string sentence)
    {
        var match = Decided().Match(sentence);
        if (!match.Success)
        {
            return null;
        }

        // "We agreed on that." leaves nothing to read later.
        var rest = sentence[(match.Index + match.Length)..].Trim('.', ' ', '!');
        if (rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => IsFiller(text, word)))
        {
            return null;
        }

        var because = Because().Match(sentence);
        var rationale =
            because.Success && because.Index > match.Index ? because.Groups["why"].Value.TrimEnd('.') : null;
        var by = match.Groups["by"];
        return new Decision(
            sentence,
            rationale ?? NextReason(text, at),
            by.Success ? by.Value : null,
            Moments: [text.MomentOf(at)]
        );
    }

    /// <summary>"The motion carries." is about what was moved before.</summary>
    private static Decision? OfMotion(SpokenText text, int at, string sentence)
    {
        if (Motion().IsMatch(sentence))
        {
            return new Decision(sentence, Moments: [text.MomentOf(at)]);
        }

        for (var before = at - 1; before >= Math.Max(0, at - MotionReach); before--)
        {
            var motion = Readable.Of(text, text.Sentences[before]);
            if (Motion().Match(motion) is { Success: true } match)
            {
                var moved = match.Groups["what"].Value.TrimEnd('.');
                return new Decision(
                    Upper(moved) + ".",
                    Context(sentence),
                    Moments: [text.MomentOf(before), text.MomentOf(at)]
                );
            }
        }

        return null;
    }

    private static string? Context(string vote) =>
        vote.Any(char.IsDigit) || vote.Contains(" to ", StringComparison.Ordinal) ? vote : null;

    private static string? NextReason(SpokenText text, int at)
    {
        if (at + 1 >= text.Sentences.Count)
        {
            return null;
        }

        var match = NextBecause().Match(Readable.Of(text, text.Sentences[at + 1]));
        return match.Success ? match.Groups["why"].Value.TrimEnd('.') : null;
    }

    private static bool IsNew(Decision decision, List<HashSet<string>> seen)
    {
        var words = decision
            .DecisionText.ToLowerInvariant()
            .Split(' ', '.', ',')
            .Where(word => word.Length > 3)
            .ToHashSet();
        if (seen.Exists(other => words.Count(other.Contains) > 0.6 * Math.Min(words.Count, other.Count)))
        {
            return false;
        }

        seen.Add(words);
        return true;
    }

    private static bool IsFiller(SpokenText text, string word) =>
        text.Language.IsFunctionWord(word.Trim(',', '.').ToLowerInvariant());

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(
        @"\b((?<by>(the |our )?(board|council|committee|commission|team|group|steering group|leadership|management))|we|we've|we have|everyone|everybody|they|i think we|all|it was|it's been|it has been|so|ultimately|finally|also)( (all|both|have|has|had|just|already|now|also|formally|unanimously|jointly|finally|then|did))* (decided|agreed|resolved|concluded|approved|voted|opted|settled)( (unanimously|finally|now|today))?( to| that| on| for| upon| against| not to)?\b"
            + @"|\b(the |our |final )*(decision|agreement|consensus|conclusion|verdict) (is|was|stands|would be)( that| to| then)?\b"
            + @"|\b(let's|we'll|we will|we're going to|we are going to|we're|i'd say we|then we|let us) (just )?(go|going|stick|settle|stay|run) (with|for|on)\b"
            + @"|\b(is|are|it's|that's|that is) (approved|decided|agreed|settled)\b(?=.*\b(that|to|for|with|by)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex Decided();

    [GeneratedRegex(
        @"\b(motion|resolution|amendment|ordinance|measure|item)\b.{0,80}\b(carries|carried|passes|passed|is approved|is adopted|was approved|was adopted|fails|failed|is rejected)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex Carried();

    [GeneratedRegex(
        @"\b(i (would like to |'d like to |so )?(move|propose)( that (we|the \w+))?( to)? (?<what>\w.{12,})|i('d| would) like to move( that we| to)? (?<what>\w.{12,})|(make|have|there is|there's) a motion (to|that we) (?<what>\w.{8,})|(?<what>(the )?(motion|resolution|amendment|ordinance|measure) (to|for|on|that) .{10,}(carries|carried|passes|passed|approved|adopted|fails|failed|rejected).*))",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex Motion();

    [GeneratedRegex(
        @"\b(haven't|have not|hasn't|didn't|did not|don't|never|not yet|won't|can't|couldn't|yet to|need to|needs to|have to|has to|should|must|once|if|until|when|before|who|what|whether|how) (we |they |it |yet |really |all |have |the \w+ )*(decid\w+|agree\w*|approv\w+|conclu\w+|vot\w+|settled?|go with)\b|\bnot (decided|agreed|approved|settled)\b|\b(said|says|thought|asked) (we|they) (decided|agreed)\b|\b(go|going) (on|for) (with|a (walk|drive|coffee|minute))\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex Undecided();

    [GeneratedRegex(
        @"\b(because|since|given that|due to|so that) (?<why>.{8,})$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex Because();

    [GeneratedRegex(
        @"^(because|the (main )?reason (is|was)( that)?|that's because|this is because|it's because) (?<why>.{8,})$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex NextBecause();
}
