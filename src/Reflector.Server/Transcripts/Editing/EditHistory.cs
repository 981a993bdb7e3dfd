namespace Reflector.Server.Transcripts.Editing;

/// <summary>What became of words since somebody saw them, and of edits since they were made.</summary>
internal static class EditHistory
{
    /// <summary>
    /// Those of <paramref name="edits"/> that together have the effect of all: an edit that was taken back before anything
    /// else happened is left out with the one that took it back.
    /// </summary>
    /// <param name="edits">Without gaps, oldest first.</param>
    public static List<TranscriptEdit> Effective(IReadOnlyList<TranscriptEdit> edits)
    {
        var effective = new List<(TranscriptEdit Edit, Effect Effect)>();
        var effects = new Dictionary<int, Effect>();
        foreach (var edit in edits)
        {
            var effect = edit.Undoes is not { } undone
                ? new(edit.Version, true)
                : effects.GetValueOrDefault(undone, new(undone, true)).Opposite;
            effects[edit.Version] = effect;
            if (effective.Count > 0 && effective[^1].Effect == effect.Opposite)
                effective.RemoveAt(effective.Count - 1);
            else if (edit.BackTo is { } version && version >= edits[0].Version - 1)
                effective.RemoveAll(earlier => earlier.Edit.Version > version);
            else
                effective.Add((edit, effect));
        }
        return effective.ConvertAll(item => item.Edit);
    }

    /// <summary>What an edit does: the same as the one that it does again, or the opposite of the one that it takes back.</summary>
    private readonly record struct Effect(int Original, bool IsDone)
    {
        public Effect Opposite => this with { IsDone = !IsDone };
    }

    /// <summary>Where words lie after a change, and whether the change did something that a new one would undo unseen.</summary>
    /// <param name="range">Where they lay.</param>
    /// <param name="topicId">In which topic.</param>
    /// <param name="change">What happened since.</param>
    /// <param name="isText">Whether their text is to be changed, or their voice.</param>
    public static (WordRange Range, bool IsTouched) Follow(
        WordRange range,
        string topicId,
        WordChange change,
        bool isText
    )
    {
        if (change.TopicId != topicId)
            return (range, false);
        // What somebody says and in whose voice are two things: a change of one leaves the other alone.
        if (change is SpeakerChange)
            return (range, !isText && range.Overlaps(change.Range));
        var place = change.Range;
        if (place.End <= range.First)
            return (range with { First = range.First + change.Growth }, false);
        if (place.First >= range.End)
            return (range, false);
        var first = Math.Min(range.First, place.First);
        var all = new WordRange(first, Math.Max(range.End, place.End) + change.Growth - first);
        var isInside = place.First >= range.First && place.End <= range.End && all.Count > 0;
        return (all, isText || !isInside);
    }

    /// <summary>
    /// Changes of an earlier text as changes of the present one; null when both touch the same words.
    /// </summary>
    /// <param name="changes">Each upon what the one before it leaves.</param>
    /// <param name="since">What happened to the text, in order.</param>
    public static IReadOnlyList<WordChange>? CarryOver(IEnumerable<WordChange> changes, IReadOnlyList<WordChange> since)
    {
        var carried = new List<WordChange>();
        foreach (var change in changes)
        {
            var mine = change;
            var left = new List<WordChange>(since.Count);
            foreach (var theirs in since)
            {
                var moved = Past(mine, theirs, isBehind: true);
                var other = Past(theirs, mine, isBehind: false);
                if (moved is null || other is null)
                    return null;
                left.Add(other);
                mine = moved;
            }
            carried.Add(mine);
            since = left;
        }
        return carried;
    }

    /// <param name="change">Of a text.</param>
    /// <param name="other">Of the same text, made first.</param>
    /// <param name="isBehind">Where both insert at one place: whether <paramref name="change"/> comes behind.</param>
    private static WordChange? Past(WordChange change, WordChange other, bool isBehind)
    {
        var range = change.Range;
        var isOneInsertion = range == other.Range && range.Count == 0 && change.TopicId == other.TopicId;
        if (isOneInsertion && !isBehind)
            return change;
        var (moved, isTouched) = Follow(range, change.TopicId, other, change is TextChange);
        if (isTouched)
            return null;
        return change is SpeakerChange speakers && moved.Count != range.Count
            ? Fit(speakers, (TextChange)other)
            : change.At(moved.First);
    }

    /// <summary>Voices of words some of which were replaced: what is new has the voice of what it replaced.</summary>
    private static SpeakerChange Fit(SpeakerChange speakers, TextChange inside)
    {
        return speakers with { Was = Fit(speakers.Was), Became = Fit(speakers.Became) };

        IReadOnlyList<SpeakerRun> Fit(IReadOnlyList<SpeakerRun> runs)
        {
            var all = SpeakerRun.Expand(runs);
            var at = inside.First - speakers.First;
            var voice = all[Math.Min(at, all.Count - 1)];
            all.RemoveRange(at, inside.Removed.Count);
            all.InsertRange(at, Enumerable.Repeat(voice, inside.Added.Count));
            return SpeakerRun.Of(all);
        }
    }
}
