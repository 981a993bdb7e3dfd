using System.Text;
using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Llm;

/// <summary>A transcript as a model reads it.</summary>
internal static class TranscriptParts
{
    /// <summary>Words of one part, about two minutes of speech.</summary>
    private const int PartWords = 300;

    /// <summary>Cuts the words at ends of sentences into parts of even length that are at least so many characters long.</summary>
    public static List<List<Word>> Cut(IReadOnlyList<Word> words, int shortest, TokenBudget budget)
    {
        var parts = new List<List<Word>>();
        var part = new List<Word>();
        foreach (var sentence in SentenceSplitter.Split(words))
        {
            for (var index = sentence.First; index < sentence.End; index++)
            {
                part.Add(words[index]);
            }

            var characters = Characters(part);
            if ((part.Count >= PartWords && characters > shortest) || characters > budget.Material)
            {
                parts.Add(part);
                part = [];
            }
        }

        if (part.Count > 0)
        {
            if (parts.Count > 0 && Characters(part) <= shortest)
            {
                parts[^1].AddRange(part);
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    /// <summary>One line per turn; the voices are numbered where there are several.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Word> words)
    {
        var several = words.Any(word => word.Speaker != words[0].Speaker);
        var line = new StringBuilder();
        for (var index = 0; index < words.Count; index++)
        {
            if (index == 0 || words[index].Speaker != words[index - 1].Speaker)
            {
                if (line.Length > 0)
                {
                    yield return line.ToString();
                }

                line.Clear().Append(several ? $"Speaker {words[index].Speaker}:" : "");
            }

            line.Append(line.Length > 0 ? " " : "").Append(words[index].Text);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    private static int Characters(List<Word> words) => words.Sum(word => word.Text.Length + 1);
}
