using System.Collections.Frozen;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Extractive;

internal static class SentenceSplitter
{
    /// <summary>Speech without a full stop for so many words is cut at its longest pause.</summary>
    private const int LongestRun = 60;

    /// <summary>Cuts of text without full stops are about as long as spoken sentences are.</summary>
    private const int TargetRun = 18;

    private const int ShortestRun = 6;

    /// <summary>Seconds of silence that end a sentence where the text has no punctuation.</summary>
    private const double SentencePause = 0.6;

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "sr.",
        "jr.",
        "st.",
        "no.",
        "nr.",
        "vs.",
        "e.g.",
        "i.e.",
        "etc.",
        "approx.",
        "inc.",
        "ltd.",
        "co.",
        "corp.",
        "dept.",
        "fig.",
        "gen.",
        "gov.",
        "rep.",
        "sen.",
        "hon.",
        "z.b.",
        "bzw.",
        "ca.",
        "bspw.",
        "usw.",
        "mme.",
        "p.m.",
        "a.m.",
        "u.s.",
        "u.k.",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Abbreviations after which a sentence may end, if a capital follows.</summary>
    private static readonly FrozenSet<string> FinalAbbreviations = new[]
    {
        "etc.",
        "p.m.",
        "a.m.",
        "inc.",
        "ltd.",
        "usw.",
        "u.s.",
        "u.k.",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word is in exactly one sentence, in order.</summary>
    public static List<Sentence> Split(IReadOnlyList<Word> words)
    {
        var sentences = new List<Sentence>();
        var first = 0;
        for (var index = 0; index < words.Count; index++)
        {
            var last = index == words.Count - 1;
            if (last || words[index].Speaker != words[index + 1].Speaker || EndsSentence(words, index))
            {
                AddRun(words, first, index + 1, sentences);
                first = index + 1;
            }
        }

        return sentences;
    }

    public static bool HasFinalMark(string text)
    {
        var bare = text.AsSpan().TrimEnd("\"'”’»)]");
        return bare.Length > 0 && bare[^1] is '.' or '?' or '!' or '…' or '。' or '？' or '！';
    }

    private static bool EndsSentence(IReadOnlyList<Word> words, int index)
    {
        var text = words[index].Text;
        if (!HasFinalMark(text))
        {
            return false;
        }

        var next = words[index + 1].Text.AsSpan().TrimStart("\"'“‘«([");
        var bare = text.AsSpan().Trim("\"'“”‘’«»()[]");
        if (next.Length == 0 || bare.Length == 0 || bare[^1] != '.')
        {
            return true;
        }

        if (char.IsLower(next[0]) || IsInitial(bare))
        {
            return false;
        }

        var abbreviation = bare.ToString();
        return !Abbreviations.Contains(abbreviation)
            || (FinalAbbreviations.Contains(abbreviation) && char.IsUpper(next[0]));
    }

    private static bool IsInitial(ReadOnlySpan<char> text) =>
        text.Length == 2 && char.IsUpper(text[0]) && text[0] != 'I';

    private static void AddRun(IReadOnlyList<Word> words, int first, int end, List<Sentence> sentences)
    {
        while (end - first > LongestRun || (end - first > TargetRun && !HasFinalMark(words[end - 1].Text)))
        {
            var cut = BestCut(words, first, end);
            if (cut == end)
            {
                break;
            }

            sentences.Add(new Sentence(first, cut, words[first].Speaker));
            first = cut;
        }

        sentences.Add(new Sentence(first, end, words[first].Speaker));
    }

    /// <summary>The first real pause after a few words, else the longest one up to the target length.</summary>
    private static int BestCut(IReadOnlyList<Word> words, int first, int end)
    {
        var best = Math.Min(first + TargetRun, end);
        var longest = 0.0;
        for (var cut = first + ShortestRun; cut < Math.Min(end - 1, first + TargetRun * 2); cut++)
        {
            var pause = words[cut].Start - words[cut - 1].End;
            if (pause >= SentencePause)
            {
                return cut;
            }

            if (pause > longest + 0.05)
            {
                (longest, best) = (pause, cut);
            }
        }

        return best;
    }
}
