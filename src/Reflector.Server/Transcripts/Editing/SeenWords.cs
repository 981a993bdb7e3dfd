using Reflector.Server.Accounts;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts.Editing;

/// <summary>Words as somebody saw them who wants to change them.</summary>
/// <param name="Topic">As it is now.</param>
/// <param name="Range">As it was.</param>
/// <param name="Version">Of the text, then; null when it is as now.</param>
internal sealed record SeenWords(Topic Topic, WordRange Range, int? Version)
{
    /// <summary>Where these words lie now. Edits of others elsewhere have moved them, no more.</summary>
    /// <param name="session">The transcript.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="isText">Whether their text is to be changed, or their voice.</param>
    /// <param name="isDone">Whether words are already as the caller wants them: then nobody is in anybody's way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">409 when somebody changed these very words since.</exception>
    public async Task<WordRange> FindAsync(
        EditSession session,
        Caller caller,
        bool isText,
        Func<WordRange, bool> isDone,
        CancellationToken cancellationToken
    )
    {
        var edits = Version is { } version ? await session.EditsSinceAsync(version, cancellationToken) : [];
        var effective = EditHistory.Effective(edits);
        var growth = effective.SelectMany(edit => edit.Changes).Where(change => change.TopicId == Topic.Id);
        CheckInside(Topic.Words.Count - growth.Sum(change => (long)change.Growth));
        var range = Range;
        var touching = new List<TranscriptEdit>();
        foreach (var edit in effective)
        {
            var isTouched = false;
            foreach (var change in edit.Changes)
                (range, isTouched) = Follow(range, change, isTouched);
            if (isTouched)
                touching.Add(edit);
        }
        if (touching.Count == 0 || isDone(range))
            return range;
        throw Conflict(session, caller, touching, range, isText);

        (WordRange, bool) Follow(WordRange place, WordChange change, bool before)
        {
            var (next, isTouched) = EditHistory.Follow(place, Topic.Id, change, isText);
            return (next, before || isTouched);
        }
    }

    private void CheckInside(long words)
    {
        if ((long)Range.First + Range.Count > words)
            throw new ApiValidationException(
                "range",
                ["body", Range.First > words ? "first" : "count"],
                $"The topic has {words} words",
                Range.First > words ? Range.First : Range.Count
            );
    }

    private static ApiException Conflict(
        EditSession session,
        Caller caller,
        List<TranscriptEdit> touching,
        WordRange range,
        bool isText
    )
    {
        var last = touching[^1];
        var who = last.AuthorId == caller.UserId ? "You" : last.AuthorName ?? "Somebody";
        var what = isText ? "changed these words" : "gave these words to somebody else, or changed them,";
        var sentence = $"{who} {what} since you saw them. {last.Sentence}.";
        return new(StatusCodes.Status409Conflict, sentence)
        {
            Body = new EditConflict(
                sentence,
                session.Transcript.TextVersion,
                [.. touching.Select(edit => TranscriptEditView.Of(edit, caller.UserId))],
                range.First,
                range.Count
            ),
        };
    }
}
