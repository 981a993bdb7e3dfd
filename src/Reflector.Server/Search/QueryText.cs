using System.Text.RegularExpressions;

namespace Reflector.Server.Search;

/// <summary>What a person typed, taken apart into words and phrases.</summary>
internal sealed partial class QueryText
{
    private readonly IReadOnlyList<string> _units;

    public QueryText(string text) => _units = [.. Units().Matches(text).Select(match => match.Value)];

    private bool HasAlternatives => _units.Any(IsOr);

    /// <summary>There are signs in it that ask for something exact.</summary>
    public bool HasOperators => _units.Any(unit => unit[0] is '-' or '"' || IsOr(unit));

    /// <summary>The words that are looked for, without signs.</summary>
    public IEnumerable<string> Words => _units.Where(unit => unit[0] is not ('-' or '"') && !IsOr(unit));

    /// <summary>Every word, of phrases as well.</summary>
    public string All =>
        string.Join(' ', _units.Where(unit => unit[0] != '-' && !IsOr(unit)).Select(unit => unit.Replace('"', ' ')));

    /// <summary>Any of the words and phrases, so that a whole question finds something.</summary>
    public string Any => string.Join(" or ", _units.Where(unit => unit[0] != '-' && !IsOr(unit)));

    /// <summary>
    /// Phrases that every hit has. They are looked for in passages and heads, which are short: in a whole text
    /// PostgreSQL would read all of it for each hit, and knows no positions behind the 16,383rd word.
    /// </summary>
    public IReadOnlyList<string> RequiredPhrases =>
        HasAlternatives ? [] : [.. _units.Where(unit => unit[0] == '"' && unit.Length > 2)];

    /// <summary>There is nothing in it but <see cref="RequiredPhrases"/>.</summary>
    public bool IsPhrasesOnly => RequiredPhrases.Count == _units.Count;

    /// <summary>The text with the words of <see cref="RequiredPhrases"/> in place of the phrases.</summary>
    public string WithoutRequiredPhrases =>
        string.Join(
            ' ',
            HasAlternatives ? _units : _units.Select(unit => unit[0] == '"' ? unit.Replace('"', ' ') : unit)
        );

    private static bool IsOr(string unit) => unit.Equals("or", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("-?\"[^\"]*\"?|[^\\s\"]+", RegexOptions.NonBacktracking)]
    private static partial Regex Units();
}
