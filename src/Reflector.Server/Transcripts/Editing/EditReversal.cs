using Reflector.Server.Accounts;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts.Editing;

/// <summary>Takes edits back. That is an edit as well, and can be taken back.</summary>
internal static class EditReversal
{
    public static async Task<EditDescription> UndoAsync(
        EditSession session,
        Caller caller,
        int version,
        CancellationToken cancellationToken
    )
    {
        var edit = await session.EditAsync(version, cancellationToken);
        if (edit.Kind is EditKind.Processed)
            throw ApiException.Conflict("A processing cannot be taken back: the earlier words are gone");
        if (edit.UndoneBy is not null)
            throw ApiException.Conflict("This edit is already taken back");
        var since = await session.EditsSinceAsync(version, cancellationToken);
        edit = DoneAgain(edit, since);
        var later = EditHistory.Effective([.. since.Where(other => other.Version > edit.Version)]);
        var changes = EditHistory.CarryOver(
            edit.Changes.Reverse().Select(change => change.Inverse()),
            [.. later.SelectMany(other => other.Changes)]
        );
        if (changes is null || !edit.People.Reverse().All(change => session.Text.TryDo(change.Inverse())))
            throw Conflict(session, caller, later, changes is null);
        foreach (var change in changes)
            session.Text.Do(change);
        var (original, isRedone) = await MarkAsync(session, edit, cancellationToken);
        return new(EditKind.Undo, EditSentences.Undone(original, isRedone), Undoes: edit.Version);
    }

    /// <summary>The edit that gives it its effect: the last one that did it again, if it was taken back before.</summary>
    private static TranscriptEdit DoneAgain(TranscriptEdit edit, IReadOnlyList<TranscriptEdit> since)
    {
        while (since.LastOrDefault(DoesAgain) is { } again)
            edit = again;
        return edit;

        bool DoesAgain(TranscriptEdit other) =>
            other is { UndoneBy: null, Undoes: { } undo }
            && since.Any(between => between.Version == undo && between.Undoes == edit.Version);
    }

    public static async Task<EditDescription> RollBackAsync(
        EditSession session,
        int version,
        CancellationToken cancellationToken
    )
    {
        if (version < 0 || version > session.Transcript.TextVersion)
            throw ApiException.NotFound("Edit not found");
        var edits = await session.EditsSinceAsync(version, cancellationToken);
        foreach (var edit in Enumerable.Reverse(EditHistory.Effective(edits)))
        {
            foreach (var change in edit.Changes.Reverse())
                session.Text.Do(change.Inverse());
            // Names that a new processing or a platform changed since stay.
            foreach (var change in edit.People.Reverse())
                session.Text.TryDo(change.Inverse());
        }
        foreach (var edit in edits.Where(edit => edit.UndoneBy is null))
            edit.UndoneBy = session.Transcript.TextVersion + 1;
        return new(EditKind.Rollback, EditSentences.RolledBack(version), BackTo: version);
    }

    /// <summary>Notes which edits have their effect now: undoing an undo gives the first its effect back, and so on.</summary>
    /// <returns>The edit that started it, and whether it has its effect again.</returns>
    private static async Task<(TranscriptEdit Original, bool IsRedone)> MarkAsync(
        EditSession session,
        TranscriptEdit edit,
        CancellationToken cancellationToken
    )
    {
        edit.UndoneBy = session.Transcript.TextVersion + 1;
        if (edit.Kind is EditKind.Rollback)
            foreach (var other in await session.EditsSinceAsync(edit.BackTo!.Value, cancellationToken))
                if (other.UndoneBy == edit.Version)
                    other.UndoneBy = null;
        var isRedone = false;
        while (edit.Undoes is { } undone)
        {
            var before = edit;
            edit = await session.EditAsync(undone, cancellationToken);
            isRedone = !isRedone;
            edit.UndoneBy = isRedone ? null : before.Version;
        }
        return (edit, isRedone);
    }

    private static ApiException Conflict(
        EditSession session,
        Caller caller,
        IReadOnlyList<TranscriptEdit> later,
        bool isOfWords
    )
    {
        var sentence = isOfWords
            ? "Later edits changed the same words: take those back first"
            : "Later edits changed the same participants: take those back first";
        return new(StatusCodes.Status409Conflict, sentence)
        {
            Body = new EditConflict(
                sentence,
                session.Transcript.TextVersion,
                [.. later.Select(edit => TranscriptEditView.Of(edit, caller.UserId))]
            ),
        };
    }
}
