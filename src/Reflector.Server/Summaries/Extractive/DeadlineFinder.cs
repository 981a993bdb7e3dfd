using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Extractive;

/// <param name="Text">As a person would put it in a list: "Friday", "before the launch".</param>
/// <param name="Index">Where it stands in the sentence.</param>
internal sealed record Deadline(string Text, int Index, int Length);

/// <summary>Points in time up to which something is to be done. Times are kept as said, not turned into dates.</summary>
internal static class DeadlineFinder
{
    private const int MatchLimitSeconds = 20;

    private const string Weekday =
        @"(monday|tuesday|wednesday|thursday|friday|saturday|sunday)( (morning|afternoon|evening|night|noon))?";
    private const string Month =
        "(january|february|march|april|may|june|july|august|september|october|november|december)";
    private const string Ordinal =
        @"(\d{1,2}(st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)";
    private const string Number =
        "(\\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety|forty[- ]eight|twenty[- ]four|a few|a couple of)";
    private const string Span = "(minutes?|hours?|days?|weeks?|months?|business days?|working days?|sprints?)";
    private const string Occasion =
        "(meeting|session|call|launch|release|demo|deadline|review|sprint|hearing|vote|board meeting|stand-?up|retro|conference|freeze|holidays?|weekend|summer|winter|spring|christmas|election|go-live|kick-?off|workshop|event|presentation|migration|rollout|cutover|audit|budget vote|season)";
    private const string Moment =
        $"(({Weekday}|tomorrow|today|tonight|noon|midnight)(( |, )(at )?(morning|afternoon|evening|night|noon|\\d{{1,2}}([:.]\\d\\d)? ?([ap]\\.?m\\.?)?|(one|two|three|four|five|six) o'clock))?"
        + $"|(this|next|coming|the following|the coming) ({Weekday}|week|month|quarter|year|morning|afternoon|evening|spring|summer|autumn|fall|winter|sprint|monday)"
        + $"|{Month} (the )?{Ordinal}|(the )?{Ordinal} (of )?{Month}|the {Ordinal}\\b|(early |mid |late |the end of )?{Month}( \\d{{4}})?"
        + $"|(the )?(end|close|beginning|start|middle) of (the |this |next |business )?(business )?(day|week|month|quarter|year|sprint|today|tomorrow|{Month}|{Weekday})"
        + "|end of day|close of business|eod|cob|eow|q[1-4]"
        + $"|\\d{{1,2}}([:.]\\d\\d)? ?([ap]\\.?m\\b\\.?)|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock"
        + $"|(the |our |your |his |her )?(next |upcoming |first |second |final )?(\\p{{L}}+ ){{0,2}}{Occasion}( of (the |our )?\\p{{L}}+( \\p{{L}}+)?(?=[.,;?!]|$))?)";

    /// <summary>Interpreted: it is long and seldom run, so that compiling it would cost more than it saves.</summary>
    private static readonly Regex Pattern = new(
        $@"\b((no later than|by|before|until|due( on| by)?|ahead of|in time for|at the latest by) {Moment}"
            + $@"|(on|at) ({Weekday}|{Month} (the )?{Ordinal}|(the )?{Ordinal} (of )?{Month}|the {Ordinal}\b|noon|midnight|the (beginning|end|start) of (the |next |this )?(week|month|quarter|year|sprint|{Month}|{Weekday})|the next \p{{L}}*\s?{Occasion})"
            + $@"|within (the )?(next )?{Number} {Span}|in (the next )?{Number} (more )?{Span}( time)?|within the (hour|day|week|month)"
            + $@"|(this|next|the coming|first thing) ({Weekday}|week|month|quarter|morning|afternoon|evening|sprint|tomorrow)"
            + @"|tomorrow( morning| afternoon| evening| night)?|tonight|today|right after (this|the) (meeting|call)|after (this|the) (meeting|call))(?=[\s,.;!?]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(MatchLimitSeconds)
    );

    private static readonly string[] Dropped = ["by ", "on ", "due ", "no later than ", "at the latest by ", "at "];

    public static Deadline? In(string clause)
    {
        var match = Pattern.Match(clause);
        if (!match.Success)
        {
            return null;
        }

        var text = match.Value.Trim();
        foreach (var word in Dropped)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                text = text[word.Length..];
            }
        }

        // The full stop of "p.m." may have been taken for the end of the sentence.
        text += text.EndsWith(".m", StringComparison.OrdinalIgnoreCase) ? "." : "";
        return new Deadline(text, match.Index, match.Length);
    }
}
