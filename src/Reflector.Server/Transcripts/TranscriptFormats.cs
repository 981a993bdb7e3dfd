using System.Globalization;
using System.Text;

namespace Reflector.Server.Transcripts;

/// <summary>Writes a transcript the ways people and players read it.</summary>
internal static class TranscriptFormats
{
    public static string SpeakerName(int speaker, IReadOnlyList<Participant> participants) =>
        OneLine(participants.FirstOrDefault(participant => participant.Speaker == speaker)?.Name)
        ?? $"Speaker {speaker}";

    /// <summary>One line a segment: <c>Name: text</c>.</summary>
    public static string Text(IEnumerable<Segment> segments, IReadOnlyList<Participant> participants) =>
        string.Join('\n', segments.Select(segment => $"{SpeakerName(segment.Speaker, participants)}: {segment.Text}"));

    /// <summary>One line a segment: <c>[MM:SS] Name: text</c>; the minutes run on past the hour.</summary>
    public static string TextTimestamped(IEnumerable<Segment> segments, IReadOnlyList<Participant> participants) =>
        string.Join(
            '\n',
            segments.Select(segment =>
                $"[{Minutes(segment.Start)}] {SpeakerName(segment.Speaker, participants)}: {segment.Text}"
            )
        );

    /// <summary><c>MM:SS</c>; the minutes run on past the hour.</summary>
    public static string Minutes(double seconds) => $"{(int)seconds / 60:00}:{(int)seconds % 60:00}";

    /// <summary>One cue a segment, said by <c>&lt;v Name&gt;</c>.</summary>
    /// <param name="segments">In order.</param>
    /// <param name="participants">Whose names are shown.</param>
    /// <param name="speakers">Whether it is told who speaks.</param>
    public static string WebVtt(
        IEnumerable<Segment> segments,
        IReadOnlyList<Participant> participants,
        bool speakers = true
    ) => WebVtt(segments, speaker => speakers ? SpeakerName(speaker, participants) : null);

    /// <summary>The form that is stored and searched, with numbers in place of names.</summary>
    public static string StoredWebVtt(IEnumerable<Segment> segments) =>
        WebVtt(segments, speaker => $"Speaker{speaker}");

    /// <param name="segments">In order.</param>
    /// <param name="participants">Whose names are shown.</param>
    /// <param name="speakers">Whether it is told who speaks.</param>
    public static string SubRip(
        IEnumerable<Segment> segments,
        IReadOnlyList<Participant> participants,
        bool speakers = true
    )
    {
        var text = new StringBuilder();
        foreach (var (index, segment) in segments.Index())
        {
            text.Append(index > 0 ? "\n" : "").Append(index + 1).Append('\n');
            text.Append(Clock(segment.Start, ',')).Append(" --> ").Append(Clock(segment.End, ',')).Append('\n');
            if (speakers)
                text.Append(SpeakerName(segment.Speaker, participants)).Append(": ");
            text.Append(segment.Text).Append('\n');
        }
        return text.ToString();
    }

    public static IReadOnlyList<TranscriptSegment> Json(
        IEnumerable<Segment> segments,
        IReadOnlyList<Participant> participants
    ) =>
        [
            .. segments.Select(segment => new TranscriptSegment(
                segment.Speaker,
                SpeakerName(segment.Speaker, participants),
                segment.Text,
                segment.Start,
                segment.End
            )),
        ];

    private static string WebVtt(IEnumerable<Segment> segments, Func<int, string?> name)
    {
        var text = new StringBuilder("WEBVTT\n");
        foreach (var segment in segments)
        {
            text.Append('\n')
                .Append(Clock(segment.Start, '.'))
                .Append(" --> ")
                .Append(Clock(segment.End, '.'))
                .Append('\n');
            if (name(segment.Speaker) is { } speaker)
                text.Append("<v ").Append(Escape(speaker)).Append('>');
            text.Append(Escape(segment.Text)).Append('\n');
        }
        return text.ToString();
    }

    private static string? OneLine(string? name) => name?.ReplaceLineEndings(" ");

    // WebVTT cue text is markup.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");

    private static string Clock(double seconds, char decimalMark)
    {
        var milliseconds = (long)Math.Round(seconds * 1000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{decimalMark}{milliseconds % 1000:000}"
        );
    }
}
