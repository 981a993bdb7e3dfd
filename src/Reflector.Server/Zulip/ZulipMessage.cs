using System.Globalization;
using System.Text;
using Reflector.Server.Exports;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Zulip;

/// <summary>What is posted of a transcript: its title, date, link and length, its summary and its topics, folded up.</summary>
internal static class ZulipMessage
{
    /// <summary>Zulip cuts what is longer, in Unicode's code points, and would leave the folded parts open.</summary>
    public const int Longest = 10_000;

    private const int LongestTitle = 300;
    private const int LongestTopics = 4_000;
    private const string MoreTopics = "…";
    private const string MoreSummary = "\n\n… The rest is behind the link.";

    public static string Of(Transcript transcript, IReadOnlyList<Topic> topics, bool includeTopics, string link)
    {
        var message = Header(transcript, link);
        var end = includeTopics && topics.Count > 0 ? Spoiler("Topics", Topics(topics)) : "";
        end += "\n-----";
        var summary = string.IsNullOrWhiteSpace(transcript.LongSummary)
            ? "No summary available"
            : Harmless(PlainText.Clean(transcript.LongSummary).Trim());
        var room = Longest - Length(message) - Length(end) - Length(Spoiler("Summary", "")) - 2 * LongestRun(summary);
        return message + Spoiler("Summary", Cut(summary, room, MoreSummary)) + end;
    }

    private static string Header(Transcript transcript, string link)
    {
        var title = PlainText.OneLine(transcript.Title);
        if (title.Length == 0)
            title = "Unnamed recording";
        var time = transcript.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return $"""
            # Reflector – {Cut(Harmless(title), LongestTitle, "…")}

            **Date**: <time:{time}>
            **Link**: [View transcript]({link})
            **Duration**: {TranscriptFormats.Minutes(transcript.DurationMs / 1000)}


            """.ReplaceLineEndings("\n");
    }

    private static string Topics(IReadOnlyList<Topic> topics)
    {
        var lines = topics.Select(
            (topic, index) =>
                $"{index + 1}. [{TranscriptFormats.Minutes(topic.Timestamp)}] {Harmless(PlainText.OneLine(topic.Title))}"
        );
        var length = 0;
        var fitting = lines.TakeWhile(line => (length += Length(line) + 1) <= LongestTopics).ToList();
        return string.Join('\n', fitting.Count < topics.Count ? [.. fitting, MoreTopics] : fitting);
    }

    /// <summary>A part that is opened by a click. Its fence is longer than any in it, so that nothing in it can close it.</summary>
    private static string Spoiler(string title, string body)
    {
        var fence = new string('`', Math.Max(3, LongestRun(body) + 1));
        return $"{fence}spoiler {title}\n{body}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    /// <summary>Mentions nobody: what was said in a meeting must not wake a whole organisation.</summary>
    private static string Harmless(string text) =>
        text.Replace("@*", "@\u200B*", StringComparison.Ordinal).Replace("@_*", "@\u200B_*", StringComparison.Ordinal);

    private static string Cut(string text, int most, string more)
    {
        if (Length(text) <= most)
            return text;
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(Math.Max(0, most - Length(more))))
            cut.Append(rune);
        return cut + more;
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
