using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>A transcript as the extractive methods read it: sentences, and a number for each word's subject.</summary>
internal sealed class SpokenText
{
    /// <summary>Below this share of capitals at sentence starts, or above it in the middle, capitals say nothing.</summary>
    private const double UpperCaseShare = 0.5;

    private SpokenText(IReadOnlyList<Word> words)
    {
        Words = words;
        Sentences = SentenceSplitter.Split(words);
        Bare = [.. words.Select(word => BareOf(word.Text))];
        Small = [.. Bare.Select(bare => bare.ToLowerInvariant())];
        Language = Language.Guess(Small);
        var cased = Bare.Count(bare => bare.Length > 1 && bare.Any(char.IsLetter) && !bare.Any(char.IsLower));
        var capitals = Bare.Any(bare => bare.Length > 1 && char.IsUpper(bare[0]));
        HasCapitals = capitals && cased < UpperCaseShare * Bare.Length;
        HasPunctuation =
            words.Count(word => SentenceSplitter.HasFinalMark(word.Text)) * LongestPunctuatedRun >= words.Count;
        (Terms, TermCounts) = NumberTerms();
    }

    private const int LongestPunctuatedRun = 60;

    public IReadOnlyList<Word> Words { get; }

    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>The words without the punctuation around them.</summary>
    public string[] Bare { get; }

    /// <summary><see cref="Bare"/> in small letters.</summary>
    public string[] Small { get; }

    /// <summary>Number of each word's stem, or -1 for a word that names no subject.</summary>
    public int[] Terms { get; }

    /// <summary>How often each term occurs.</summary>
    public int[] TermCounts { get; }

    public Language Language { get; }

    /// <summary>Capitals tell names from other words: not so in text that is all upper or all lower case.</summary>
    public bool HasCapitals { get; }

    public bool HasPunctuation { get; }

    public static SpokenText Read(IReadOnlyList<Word> words) => new(words);

    public SourceMoment MomentOf(int sentence) =>
        SourceMoment.Of(Words, Sentences[sentence].First, Sentences[sentence].End);

    private (int[] Terms, int[] Counts) NumberTerms()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new List<int>();
        var terms = new int[Words.Count];
        for (var index = 0; index < terms.Length; index++)
        {
            terms[index] = -1;
            if (!NamesSubject(Small[index]))
            {
                continue;
            }

            var stem = Language.Stem(Small[index]);
            if (!numbers.TryGetValue(stem, out var number))
            {
                number = counts.Count;
                numbers.Add(stem, number);
                counts.Add(0);
            }

            terms[index] = number;
            counts[number]++;
        }

        return (terms, [.. counts]);
    }

    private bool NamesSubject(string small)
    {
        if (small.Length == 0 || !small.Any(char.IsLetter) || Language.IsSubjectless(small))
        {
            return false;
        }

        // One or two letters are an abbreviation at best, unless the script writes whole words that short.
        return small.Length > 2 || small[0] > '\u2E80';
    }

    private static string BareOf(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        return text[start..end].Replace('’', '\'');
    }
}
