using System.Collections.Frozen;
using System.Text;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>A spoken sentence as a person would quote it: what was said, without the hesitation.</summary>
internal static class Readable
{
    private static readonly FrozenSet<string> Hesitations = Set("um umm uh uhm uhh er erm hmm hm mm mhm äh ähm euh eh");

    /// <summary>Words before the first comma, or at the very start, that only take the floor.</summary>
    private static readonly FrozenSet<string> Openers = Set(
        "okay ok so well yeah yep yes right alright anyway now and but sure great good cool thanks oh ah actually basically "
            + "honestly look listen hey like perfect exactly absolutely true nice excellent understood agreed"
    );

    /// <summary>Openers that may also begin a sentence's meaning, so that they go only before a comma.</summary>
    private static readonly FrozenSet<string> OnlyBeforeComma = Set(
        "yes right now great good like look sure thanks actually basically honestly true nice listen well cool perfect "
            + "exactly absolutely hey excellent understood agreed"
    );

    /// <summary>Words that nobody says twice on purpose.</summary>
    private static readonly FrozenSet<string> Stutters = Set("i the we a to and it is you he she they in of for on");

    public static string Of(SpokenText text, Sentence sentence)
    {
        var kept = new List<int>(sentence.Length);
        for (var index = sentence.First; index < sentence.End; index++)
        {
            if (
                text.Bare[index].Length > 0
                && !Hesitations.Contains(text.Small[index])
                && !IsRepeated(text, kept, index)
            )
            {
                kept.Add(index);
            }
        }

        return Join(text.Words, WithoutOpeners(text, WithoutAsides(text, kept)), text.HasCapitals);
    }

    private static bool IsRepeated(SpokenText text, List<int> kept, int index) =>
        kept.Count > 0
        && text.Small[kept[^1]] == text.Small[index]
        && Stutters.Contains(text.Small[index])
        && char.IsLetter(text.Words[kept[^1]].Text[^1]);

    /// <summary>", you know," and ", I mean,".</summary>
    private static List<int> WithoutAsides(SpokenText text, List<int> kept)
    {
        for (var at = kept.Count - 2; at >= 0; at--)
        {
            var aside = (text.Small[kept[at]], text.Small[kept[at + 1]]) is ("you", "know") or ("i", "mean");
            var closed = text.Words[kept[at + 1]].Text.EndsWith(',');
            if (aside && closed && (at == 0 || text.Words[kept[at - 1]].Text.EndsWith(',')))
            {
                kept.RemoveRange(at, 2);
            }
        }

        return kept;
    }

    private static List<int> WithoutOpeners(SpokenText text, List<int> kept)
    {
        var start = 0;
        while (start < kept.Count - 3)
        {
            var word = text.Small[kept[start]];
            var comma = text.Words[kept[start]].Text[^1] is ',' or '.' or '!';
            if (!Openers.Contains(word) || (!comma && OnlyBeforeComma.Contains(word)))
            {
                break;
            }

            start++;
        }

        return kept[start..];
    }

    private static string Join(IReadOnlyList<Word> words, List<int> kept, bool capitals)
    {
        var sentence = new StringBuilder();
        foreach (var index in kept)
        {
            if (sentence.Length > 0)
            {
                sentence.Append(' ');
            }

            sentence.Append(words[index].Text.Trim());
        }

        if (capitals && sentence.Length > 0)
        {
            sentence[0] = char.ToUpperInvariant(sentence[0]);
        }

        if (sentence.Length > 0 && sentence[^1] is ',' or '-' or ';')
        {
            sentence.Length--;
        }

        return sentence.ToString();
    }

    private static FrozenSet<string> Set(string words) => WordLists.Split(words).ToFrozenSet(StringComparer.Ordinal);
}
