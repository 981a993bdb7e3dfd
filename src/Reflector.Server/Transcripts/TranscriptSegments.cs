using System.Buffers;

namespace Reflector.Server.Transcripts;

/// <summary>Neighbouring words of one speaker, read as one turn. Times are seconds.</summary>
/// <param name="Words">Never empty.</param>
internal sealed record Segment(IReadOnlyList<Word> Words)
{
    public int Speaker => Words[0].Speaker;

    public double Start => Words[0].Start;

    public double End => Words[^1].End;

    public string Text { get; } = string.Join(' ', Words.Select(word => word.Text));
}

/// <summary>Groups words into the turns that people read.</summary>
internal static class TranscriptSegments
{
    private const int LongEnough = 120;

    /// <summary>Length of text at which a segment ends that nobody ends with a sentence.</summary>
    private const int LongestOfTrack = 1000;

    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".;:?!…");
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".?!…");

    /// <param name="words">In order of their start.</param>
    /// <param name="tracks">Whether the recording has a track per person.</param>
    public static IReadOnlyList<Segment> Of(IEnumerable<Word> words, bool tracks) =>
        tracks ? OfTracks(words) : Of(words);

    /// <summary>
    /// Of a recording with a track per person, where people talk at once: each person's sentences stay whole. A segment
    /// ends with a sentence or at 1000 characters; segments are in order of their start.
    /// </summary>
    public static IReadOnlyList<Segment> OfTracks(IEnumerable<Word> words) =>
        [.. words.GroupBy(word => word.Speaker).SelectMany(OfTrack).OrderBy(segment => segment.Start)];

    private static IEnumerable<Segment> OfTrack(IEnumerable<Word> words)
    {
        var current = new List<Word>();
        var length = 0;
        foreach (var word in words)
        {
            length += word.Text.Length + (current.Count > 0 ? 1 : 0);
            current.Add(word);
            var text = word.Text.AsSpan().Trim();
            if ((text.Length == 0 || !SentenceEnds.Contains(text[^1])) && length < LongestOfTrack)
                continue;
            yield return new(current);
            current = [];
            length = 0;
        }
        if (current.Count > 0)
            yield return new(current);
    }

    /// <summary>
    /// A new segment begins with another speaker, and behind a sentence mark once the text is longer than 120 characters;
    /// the mark of a segment's first word does not count.
    /// </summary>
    public static IReadOnlyList<Segment> Of(IEnumerable<Word> words)
    {
        var segments = new List<Segment>();
        var current = new List<Word>();
        var length = 0;
        foreach (var word in words)
        {
            if (current.Count > 0 && word.Speaker != current[0].Speaker)
                Close();
            length += word.Text.Length + (current.Count > 0 ? 1 : 0);
            current.Add(word);
            if (current.Count > 1 && length > LongEnough && word.Text.AsSpan().ContainsAny(SentenceMarks))
                Close();
        }
        Close();
        return segments;

        void Close()
        {
            if (current.Count > 0)
                segments.Add(new(current));
            current = [];
            length = 0;
        }
    }
}
