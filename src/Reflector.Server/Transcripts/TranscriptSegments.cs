using System.Buffers;
using System.Text;

namespace Reflector.Server.Transcripts;

/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
internal sealed record Segment(int Speaker, string Text, double Start, double End);

/// <summary>Groups words into the turns that people read.</summary>
internal static class TranscriptSegments
{
    private const int LongEnough = 120;
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".;:?!…");

    /// <summary>
    /// A new segment begins with another speaker, and behind a sentence mark once the text is longer than 120 characters;
    /// the mark of a segment's first word does not count.
    /// </summary>
    public static IReadOnlyList<Segment> Of(IEnumerable<Word> words)
    {
        var segments = new List<Segment>();
        var text = new StringBuilder();
        Word? first = null;
        Word? last = null;
        foreach (var word in words)
        {
            if (first is not null && word.Speaker != first.Speaker)
                Close();
            var isFirst = first is null;
            first ??= word;
            last = word;
            text.Append(text.Length > 0 ? " " : "").Append(word.Text);
            if (!isFirst && text.Length > LongEnough && word.Text.AsSpan().ContainsAny(SentenceMarks))
                Close();
        }
        Close();
        return segments;

        void Close()
        {
            if (first is not null)
                segments.Add(new(first.Speaker, text.ToString().Trim(), first.Start, last!.End));
            text.Clear();
            first = null;
        }
    }
}
