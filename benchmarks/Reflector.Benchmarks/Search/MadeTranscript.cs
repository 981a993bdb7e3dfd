using System.Text;
using Reflector.Server.Transcripts;

namespace Reflector.Benchmarks.Search;

/// <summary>One made transcript. The same number makes the same one.</summary>
internal sealed record MadeTranscript(
    string Id,
    string Language,
    string Title,
    string ShortSummary,
    string LongSummary,
    DateTimeOffset CreatedAt,
    IReadOnlyList<Segment> Segments
)
{
    private const int WordsPerMinute = 140;

    public double Seconds => Segments[^1].End;

    /// <param name="number">From 0; higher is newer.</param>
    /// <param name="minutes">How long people spoke.</param>
    public static MadeTranscript Of(int number, double minutes)
    {
        var random = new Random(number);
        var language = LanguageOf(random.NextDouble());
        var theme = Enumerable
            .Range(0, 12)
            .Select(index => index < 4 ? Pick(language.Subjects, random) : Pick(language.Vocabulary, random))
            .ToArray();
        var created = new DateTimeOffset(2021, 1, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(number * 26.3);
        return new(
            new Guid(number, 0x5EA, 0x7C4, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString(),
            language.Code,
            $"{Capital(theme[0])} {theme[1]} {Pick(theme, random)}",
            Sentence(language, theme, random, 18),
            Summary(language, theme, random),
            created,
            Spoken(language, theme, random, (int)(minutes * WordsPerMinute))
        );
    }

    private static IReadOnlyList<Segment> Spoken(MadeLanguage language, string[] theme, Random random, int count)
    {
        var segments = new List<Segment>();
        var (time, speaker) = (0.0, 0);
        while (count > 0)
        {
            var length = Math.Min(count, random.Next(6, 46));
            var words = new Word[length];
            for (var index = 0; index < length; index++)
            {
                var text = random.Next(30) == 0 ? Pick(theme, random) : language.Word(random);
                words[index] = new(index == length - 1 ? text + "." : text, time, time + 0.35, speaker);
                time += 60.0 / WordsPerMinute;
            }
            segments.Add(new(words));
            count -= length;
            if (random.Next(3) > 0)
                speaker = random.Next(5);
        }
        return segments;
    }

    private static string Summary(MadeLanguage language, string[] theme, Random random)
    {
        var text = new StringBuilder();
        for (var point = 0; point < 6; point++)
            text.Append("- **")
                .Append(Pick(theme, random))
                .Append("**: ")
                .Append(Sentence(language, theme, random, 20))
                .Append('\n');
        return text.ToString();
    }

    private static string Sentence(MadeLanguage language, string[] theme, Random random, int length) =>
        Capital(
            string.Join(
                ' ',
                Enumerable
                    .Range(0, length)
                    .Select(index => index % 5 == 0 ? Pick(theme, random) : language.Word(random))
            )
        ) + ".";

    private static MadeLanguage LanguageOf(double share)
    {
        foreach (var (language, part) in MadeLanguage.All)
        {
            if (share < part)
                return language;
            share -= part;
        }
        return MadeLanguage.All[0].Language;
    }

    private static string Pick(string[] words, Random random) => words[random.Next(words.Length)];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
