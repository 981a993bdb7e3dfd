namespace Reflector.Server.Transcripts.Editing;

/// <summary>Puts written words in place of spoken ones, at the times of those.</summary>
internal static class Retyping
{
    /// <summary>Seconds that an inserted word lasts where there is room.</summary>
    private const double InsertedWord = 0.35;

    /// <summary>
    /// The smallest change that gives the words this text; null when they have it. Words that stay keep their times; others
    /// share the time of those that they replace, or the pause that they are put into, by their length.
    /// </summary>
    public static TextChange? Change(
        Topic topic,
        IReadOnlyList<Word> words,
        WordRange range,
        IReadOnlyList<string> texts
    )
    {
        var (first, count, from, to) = (range.First, range.Count, 0, texts.Count);
        while (count > 0 && from < to && words[first].Text == texts[from])
            (first, count, from) = (first + 1, count - 1, from + 1);
        while (count > 0 && from < to && words[first + count - 1].Text == texts[to - 1])
            (count, to) = (count - 1, to - 1);
        if (count == 0 && from == to)
            return null;
        var removed = words.Skip(first).Take(count).ToList();
        var written = texts.Skip(from).Take(to - from).ToList();
        var added =
            count == written.Count ? [.. removed.Zip(written, (word, text) => word with { Text = text })]
            : count == 0 ? Insert(topic, words, first, written)
            : Spread(removed, written, first + count < words.Count ? words[first + count].Start : null);
        return new(topic.Id, first, removed, added);
    }

    private static List<Word> Insert(Topic topic, IReadOnlyList<Word> words, int at, List<string> texts)
    {
        var before = at > 0 ? words[at - 1] : null;
        var after = at < words.Count ? words[at] : null;
        var start = before is null ? after?.Start ?? topic.Timestamp : Math.Min(before.End, after?.Start ?? before.End);
        var room = (after?.Start ?? Math.Max(topic.Timestamp + topic.Duration, start)) - start;
        var end = start + Math.Min(room, texts.Count * InsertedWord);
        return Share(texts, start, end, _ => (before ?? after)?.Speaker ?? 0);
    }

    private static List<Word> Spread(List<Word> removed, List<string> texts, double? next)
    {
        // Words lie in the order of their start, also where people talk at once.
        var end = Math.Min(removed.Max(word => word.End), next ?? double.MaxValue);
        return Share(
            texts,
            removed[0].Start,
            Math.Max(end, removed[0].Start),
            index => removed[(int)((long)index * removed.Count / texts.Count)].Speaker
        );
    }

    private static List<Word> Share(List<string> texts, double start, double end, Func<int, int> speaker)
    {
        var letters = texts.Sum(text => (double)text.Length);
        var words = new List<Word>(texts.Count);
        var (from, written) = (start, 0d);
        foreach (var (index, text) in texts.Index())
        {
            written += text.Length;
            var to = index == texts.Count - 1 ? end : Math.Round(start + (end - start) * written / letters, 3);
            to = Math.Clamp(to, from, end);
            words.Add(new(text, from, to, speaker(index)));
            from = to;
        }
        return words;
    }
}
