using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts.Editing;

internal static class EditEndpoints
{
    public static void MapEdits(this IEndpointRouteBuilder transcripts)
    {
        transcripts
            .MapGet("/{transcript_id}/edits", ListAsync)
            .WithName("v1_transcript_get_edits")
            .WithSummary("Who changed which words and speakers, newest first")
            .RequireCaller();
        transcripts
            .MapPost("/{transcript_id}/edits/{version}/undo", UndoAsync)
            .WithName("v1_transcript_undo_edit")
            .WithSummary("Take one edit back; later edits of other words stay")
            .Produces<EditedTranscript>()
            .Produces<EditConflict>(StatusCodes.Status409Conflict)
            .RequireCaller();
        transcripts
            .MapPost("/{transcript_id}/edits/{version}/rollback", RollBackAsync)
            .WithName("v1_transcript_roll_back")
            .WithSummary("Take back all edits after a version; 0 is the text before all")
            .RequireCaller();
    }

    /// <summary>For those who may correct alone: it tells what the text no longer says.</summary>
    private static async Task<Page<TranscriptEditView>> ListAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken,
        int? page = null,
        int? size = null
    )
    {
        var paging = Paging.From(page, size);
        await db.Transcripts.AsNoTracking().WritableAsync(transcript_id, caller, cancellationToken);
        var edits = db
            .TranscriptEdits.Where(edit => edit.TranscriptId == transcript_id)
            .OrderByDescending(edit => edit.Version)
            .Select(edit => new TranscriptEditView(
                edit.Version,
                edit.Kind,
                edit.Sentence,
                edit.AuthorName,
                edit.AuthorId != null && edit.AuthorId == caller.UserId,
                edit.CreatedAt,
                edit.Undoes,
                edit.UndoneBy,
                edit.BackTo,
                edit.UndoneBy == null && edit.Kind != EditKind.Processed
            ));
        return await paging.ApplyAsync(edits, edit => edit, cancellationToken);
    }

    private static Task<EditedTranscript> UndoAsync(
        string transcript_id,
        int version,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ReverseAsync(
            transcript_id,
            editor,
            caller,
            (session, token) => EditReversal.UndoAsync(session, caller, version, token),
            cancellationToken
        );

    private static Task<EditedTranscript> RollBackAsync(
        string transcript_id,
        int version,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ReverseAsync(
            transcript_id,
            editor,
            caller,
            (session, token) => EditReversal.RollBackAsync(session, version, token),
            cancellationToken
        );

    private static async Task<EditedTranscript> ReverseAsync(
        string transcriptId,
        TranscriptEditor editor,
        Caller caller,
        Func<EditSession, CancellationToken, Task<EditDescription>> reverse,
        CancellationToken cancellationToken
    )
    {
        var result = await editor.EditAsync(
            transcriptId,
            caller,
            (session, token) =>
            {
                session.RefuseWhileProcessed();
                return reverse(session, token);
            },
            cancellationToken
        );
        return Answer(result, caller);
    }

    private static EditedTranscript Answer(EditResult result, Caller caller) =>
        new(
            result.Session.Transcript.TextVersion,
            result.Edit is { } edit ? TranscriptEditView.Of(edit, caller.UserId) : null,
            [.. result.Session.Text.ChangedTopics.Select(topic => topic.Id)]
        );
}
