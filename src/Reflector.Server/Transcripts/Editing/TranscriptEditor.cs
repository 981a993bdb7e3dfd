using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts.Editing;

/// <summary>
/// Makes every change of words and speakers: one edit, one version, and all that follows from it in one transaction.
/// </summary>
internal sealed class TranscriptEditor(ReflectorDb db, EventLog events, TimeProvider clock)
{
    /// <summary>
    /// One edit; none when nothing changes. Edits of one transcript happen one after another, whoever makes them. In the
    /// transaction of the caller where there is one.
    /// </summary>
    /// <param name="transcriptId">Which.</param>
    /// <param name="caller">Its owner, or anybody with an account when it has none.</param>
    /// <param name="edit">Changes the text; what it throws leaves everything as it was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">404 and 403 as for reading, 403 when it is not the caller's to change.</exception>
    public async Task<EditResult> EditAsync(
        string transcriptId,
        Caller caller,
        Func<EditSession, CancellationToken, Task<EditDescription>> edit,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        await db.Transcripts.AsNoTracking().WritableAsync(transcriptId, caller, cancellationToken);
        await db.LockTranscriptAsync(transcriptId, cancellationToken);
        var session = await OpenAsync(transcriptId, cancellationToken);
        var description = await edit(session, cancellationToken);
        if (!session.Text.IsChanged)
            return new(session, null);
        var made = await SaveAsync(session, description, caller, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        return new(session, made);
    }

    /// <summary>
    /// All words are new: nothing of the earlier ones can be brought back, and whoever still sees them is told. To be
    /// called in the transaction that exchanges them.
    /// </summary>
    public static async Task BeginAnewAsync(
        ReflectorDb db,
        Transcript transcript,
        IEnumerable<Topic> topics,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        transcript.TextVersion++;
        foreach (var topic in topics)
            topic.TextVersion = transcript.TextVersion;
        await db
            .TranscriptEdits.Where(edit => edit.TranscriptId == transcript.Id)
            .ExecuteDeleteAsync(cancellationToken);
        db.TranscriptEdits.Add(
            new()
            {
                TranscriptId = transcript.Id,
                Version = transcript.TextVersion,
                Kind = EditKind.Processed,
                CreatedAt = now,
                Sentence = "The recording was processed again: all words are new",
                Changes = [],
                People = [],
            }
        );
    }

    private async Task<EditSession> OpenAsync(string transcriptId, CancellationToken cancellationToken)
    {
        var transcript =
            await db.Transcripts.FirstOrDefaultAsync(row => row.Id == transcriptId, cancellationToken)
            ?? throw ApiException.NotFound("Transcript not found");
        // It may have been read before it was locked.
        await db.Entry(transcript).ReloadAsync(cancellationToken);
        var topics = await db
            .Topics.Where(topic => topic.TranscriptId == transcriptId)
            .OrderBy(topic => topic.Position)
            .ToListAsync(cancellationToken);
        var tracks = await db.RecordingTracks.AnyAsync(
            track => track.RecordingId == transcript.RecordingId,
            cancellationToken
        );
        return new(db, transcript, topics, tracks);
    }

    private async Task<TranscriptEdit> SaveAsync(
        EditSession session,
        EditDescription description,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (transcript, text) = (session.Transcript, session.Text);
        var changed = text.ChangedTopics.ToList();
        transcript.TextVersion++;
        transcript.Participants = [.. text.Participants];
        foreach (var topic in changed)
        {
            var words = text.WordsOf(topic);
            topic.Words = words;
            topic.TextVersion = transcript.TextVersion;
            if (words.Count > 0)
                topic.Duration = words.Max(word => word.End) - topic.Timestamp;
        }
        var author = await db
            .Users.Where(user => user.Id == caller.UserId)
            .Select(user => user.Name)
            .FirstOrDefaultAsync(cancellationToken);
        var edit = new TranscriptEdit
        {
            TranscriptId = transcript.Id,
            Version = transcript.TextVersion,
            Kind = description.Kind,
            AuthorId = caller.UserId,
            // Who called themself by their address did not mean to show it here.
            AuthorName = author?.Split('@')[0],
            CreatedAt = clock.GetUtcNow(),
            Sentence = description.Sentence,
            Changes = text.Changes,
            People = text.People,
            Undoes = description.Undoes,
            BackTo = description.BackTo,
        };
        db.TranscriptEdits.Add(edit);
        await DerivedText.RebuildAsync(db, transcript, session.Topics, session.HasTracks, cancellationToken);
        await session.ExchangeTopicEventsAsync(changed, cancellationToken);
        await events.AppendAsync(
            db,
            EventLog.TranscriptStream(transcript.Id),
            TranscriptEvents.Edited,
            new TranscriptEdited(transcript.TextVersion, [.. changed.Select(topic => topic.Id)], text.People.Count > 0),
            cancellationToken
        );
        return edit;
    }
}

/// <param name="Edit">Null when there was nothing to change.</param>
internal sealed record EditResult(EditSession Session, TranscriptEdit? Edit);

/// <summary>What an edit is called.</summary>
internal sealed record EditDescription(EditKind Kind, string Sentence, int? Undoes = null, int? BackTo = null);
