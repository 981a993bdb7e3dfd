using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Summaries;

/// <summary>Long made-up talk, the same each time: every section has subject words of its own.</summary>
internal static class Speech
{
    private const int SubjectWords = 30;
    private static readonly string[] Syllables =
    [
        "ba",
        "ro",
        "mi",
        "tel",
        "kan",
        "su",
        "dor",
        "vi",
        "lop",
        "ne",
        "gar",
        "fu",
        "zen",
        "pi",
        "hal",
    ];

    private static readonly string[] Patterns =
    [
        "We looked at the {0} of the {1} and it was better than the {2}.",
        "The {0} needs a new {1} because the {2} broke.",
        "I think that the {0} is too expensive for our {1}.",
        "There is also the question of the {0} in the {1}, and what the {2} means for everybody who works with the {0}.",
        "Yeah, I agree with you.",
        "We decided to keep the {0} until the {1} is ready.",
        "I will send the {0} to the {1} by Friday.",
    ];

    public static List<Word> Make(int sections, int wordsPerSection)
    {
        var random = new Random(7);
        var words = new List<Word>();
        for (var section = 0; section < sections; section++)
        {
            var subjects = Enumerable.Range(0, SubjectWords).Select(_ => Subject(random)).ToList();
            while (words.Count < (section + 1) * wordsPerSection)
            {
                var pattern = Patterns[random.Next(Patterns.Length)];
                var picks = Enumerable
                    .Range(0, 3)
                    .Select(_ => (object)subjects[(int)(random.NextDouble() * random.NextDouble() * SubjectWords)]);
                foreach (var text in string.Format(pattern, [.. picks]).Split(' '))
                {
                    words.Add(new Word(text, words.Count * 0.4, words.Count * 0.4 + 0.35, words.Count / 50 % 4));
                }
            }
        }

        return words;
    }

    private static string Subject(Random random) =>
        string.Concat(Enumerable.Range(0, 3).Select(_ => Syllables[random.Next(Syllables.Length)]));
}
