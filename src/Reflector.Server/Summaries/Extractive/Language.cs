using System.Collections.Frozen;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>The words of a language that carry no subject, and how its words are brought to a common stem.</summary>
internal sealed class Language
{
    /// <summary>Share of a text's words that must be function words of a language for it to be taken as that one.</summary>
    private const double RecognisedShare = 0.15;

    /// <summary>A guess needs no more words than this.</summary>
    private const int SampleSize = 4_000;

    /// <summary>In an unknown language, words that make up more than this share of the text carry no subject.</summary>
    private const double CommonShare = 0.015;

    /// <summary>In languages without own rules, words with the same first letters count as the same word.</summary>
    private const int PlainStemLength = 7;

    private static readonly Language[] Known =
    [
        new("en", WordLists.English, WordLists.EnglishWeak, EnglishStem.Of),
        new("de", WordLists.German, "", PlainStem),
        new("fr", WordLists.French, "", PlainStem),
        new("es", WordLists.Spanish, "", PlainStem),
        new("it", WordLists.Italian, "", PlainStem),
        new("pt", WordLists.Portuguese, "", PlainStem),
        new("nl", WordLists.Dutch, "", PlainStem),
    ];

    private readonly FrozenSet<string> _function;
    private readonly FrozenSet<string> _weak;
    private readonly Func<string, string> _stem;

    private Language(string code, string function, string weak, Func<string, string> stem)
        : this(code, WordLists.Split(function), WordLists.Split(weak), stem) { }

    private Language(string code, IEnumerable<string> function, IEnumerable<string> weak, Func<string, string> stem)
    {
        Code = code;
        _function = function.ToFrozenSet(StringComparer.Ordinal);
        _weak = weak.ToFrozenSet(StringComparer.Ordinal);
        _stem = stem;
    }

    /// <summary>ISO 639-1, or <c>und</c> for a language without a word list.</summary>
    public string Code { get; }

    public bool IsEnglish => Code == "en";

    public static Language Guess(IReadOnlyList<string> words)
    {
        var sample = words.Take(SampleSize).ToList();
        var best = Known
            .Select(language => (language, hits: sample.Count(language._function.Contains)))
            .MaxBy(candidate => candidate.hits);
        return best.hits > 0 && best.hits >= RecognisedShare * sample.Count ? best.language : Unknown(words);
    }

    public bool IsFunctionWord(string word) => _function.Contains(word);

    /// <summary>Function words and the small change of conversation: neither names a subject.</summary>
    public bool IsSubjectless(string word) => _function.Contains(word) || _weak.Contains(word);

    public string Stem(string word) => _stem(word);

    private static Language Unknown(IReadOnlyList<string> words)
    {
        var limit = Math.Max(4, CommonShare * words.Count);
        var common = words
            .CountBy(word => word)
            .Where(count => count.Value > limit)
            .Select(count => count.Key)
            .ToList();

        // A loop of a few words has nothing but common words; then they are the subject.
        var distinct = words.Distinct().Count();
        return new Language("und", common.Count * 2 < distinct ? common : [], [], PlainStem);
    }

    private static string PlainStem(string word) => word.Length > PlainStemLength ? word[..PlainStemLength] : word;
}
