using System.Reflection;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Summaries;

/// <summary>A made-up meeting with known topics, as a recogniser would hand it over.</summary>
internal sealed record Meeting(IReadOnlyList<Word> Words, IReadOnlyList<int> TopicStarts)
{
    private const double SecondsPerWord = 0.35;
    private const double TurnPause = 0.5;

    public string Text => string.Join(' ', Words.Select(word => word.Text));

    /// <param name="voices">False: all words have speaker 0, as without diarization.</param>
    public static Meeting Read(string name, bool voices = true)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Meetings/{name}")!;
        using var reader = new StreamReader(stream);
        var words = new List<Word>();
        var starts = new List<int>();
        var speakers = new List<string>();
        var time = 0.0;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("##", StringComparison.Ordinal))
            {
                starts.Add(words.Count);
                continue;
            }

            var (speaker, said) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]);
            if (!speakers.Contains(speaker))
            {
                speakers.Add(speaker);
            }

            foreach (var text in said.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                words.Add(new Word(text, time, time + SecondsPerWord, voices ? speakers.IndexOf(speaker) : 0));
                time += SecondsPerWord;
            }

            time += TurnPause;
        }

        return new Meeting(words, starts);
    }

    public static IReadOnlyList<Word> Say(string text) =>
        [
            .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select((word, index) => new Word(word, index * SecondsPerWord, (index + 1) * SecondsPerWord)),
        ];
}
