using System.Text.RegularExpressions;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>Cuts a task out of the sentence that names it.</summary>
internal static partial class Clause
{
    /// <summary>Milliseconds. Far above any match; generous because compiling a pattern counts as well.</summary>
    private const int MatchLimit = 20_000;

    /// <summary>The words up to where another thought begins, without a name called at the end.</summary>
    public static string Of(string rest, Names names)
    {
        var end = EndPattern().Match(rest);
        var clause = Trim(end.Success ? rest[..end.Index] : rest);
        var comma = clause.LastIndexOf(", ", StringComparison.Ordinal);
        if (comma > 0 && names.Person(clause[(comma + 2)..]) is not null)
        {
            clause = clause[..comma];
        }

        return Trim(TailPattern().Replace(clause, ""));
    }

    /// <summary>Whose name stands before the request, or at the end of the sentence.</summary>
    public static string? Called(string sentence, int before, Names names)
    {
        foreach (var word in sentence[..before].Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse().Take(4))
        {
            if (word.EndsWith(',') && names.Person(word.TrimEnd(',')) is { } called)
            {
                return called;
            }
        }

        // The request itself may begin with the name: "Anna, can you".
        var first = sentence[before..].Split(' ', 2)[0];
        if (first.EndsWith(',') && names.Person(first.TrimEnd(',')) is { } own)
        {
            return own;
        }

        var comma = sentence.LastIndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? null : names.Person(sentence[(comma + 2)..].TrimEnd('.', '?', '!', ' '));
    }

    public static string WithoutDeadline(string clause, Deadline? deadline)
    {
        if (deadline is null)
        {
            return Upper(clause);
        }

        var rest = clause[(deadline.Index + deadline.Length)..].Trim(' ', ',', '.', '?');
        var start = clause[..deadline.Index].TrimEnd(' ', ',');
        return rest.Length == 0 && start.Contains(' ') ? Upper(Trim(start)) : Upper(clause);
    }

    public static string Bounded(string task, int words)
    {
        var all = task.Split(' ');
        return all.Length <= words ? task : string.Join(' ', all.Take(words)).TrimEnd(',') + " …";
    }

    public static bool IsTeam(string who) => TeamPattern().IsMatch(who);

    public static string WithoutArticle(string who) =>
        who.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? Upper(who[4..]) : Upper(who);

    private static string Trim(string clause)
    {
        var trimmed = clause.Trim(' ', ',', '.', '?', '!', ';', ':', '-', '—');
        var dangling = DanglingPattern().Match(trimmed);
        return dangling.Success ? trimmed[..dangling.Index].TrimEnd(' ', ',') : trimmed;
    }

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(
        @";|,? (but|because|since|although|though|otherwise|whereas)\b|, (so|and) (that|then|we|i|it|they|he|she|if|you)\b|, (which|who|where|if|unless|as|okay|ok|right|alright|yeah|please|just|I)\b|,? and (?=(I|we|you|they|he|she|it)\b('ll| will| can| need)?)|, and \p{Lu}\p{Ll}+$|\bif (that|it|you|we)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        MatchLimit
    )]
    private static partial Regex EndPattern();

    [GeneratedRegex(
        @",? (please|okay|ok|right|then|as well|too|if possible|actually|for (me|us))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex TailPattern();

    [GeneratedRegex(
        @",? (and|or|so|but|then|\p{Lu}\p{Ll}+,)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        MatchLimit
    )]
    private static partial Regex DanglingPattern();

    [GeneratedRegex(
        @"\b(team|department|committee|staff|crew|office)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        MatchLimit
    )]
    private static partial Regex TeamPattern();
}
