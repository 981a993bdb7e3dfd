using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Deletions;

/// <summary>Decides that audio goes: from then on nobody is given it, and the ledger sees to the rest.</summary>
internal sealed class AudioDeletion(DeletionLedger ledger, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Everything that can be heard of a transcript; its text and waveform stay. In the transaction of
    /// <paramref name="db"/>, jobs enlisted; the caller holds the transcript's row.
    /// </summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="transcript">Whose audio goes.</param>
    /// <param name="recording">Of which it was made; null when there is none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The user who asked for it; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public async Task RequestAsync(
        ReflectorDb db,
        Transcript transcript,
        Recording? recording,
        DeletionReason reason,
        string? by,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await db
            .Transcripts.Where(row => row.Id == transcript.Id && row.AudioDeletionRequestedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.AudioDeletionRequestedAt, now)
                        .SetProperty(row => row.AudioDeleted, false),
                cancellationToken
            );
        var cause = new DeletionCause(
            reason,
            by,
            transcript.Id,
            recording?.Id,
            transcript.MeetingId ?? recording?.MeetingId,
            transcript.UserId
        );
        audit.Add(db, AuditAction.AudioDeletionRequested, transcript.Id, cause);
        await db.SaveChangesAsync(cancellationToken);
        var objects = AudioObjects.OfTranscript(transcript.Id);
        if (recording is not null)
            objects = objects.Concat(await DoomAsync(db, recording, cancellationToken));
        await ledger.RequestAsync(db, objects, cause, cancellationToken);
    }

    /// <summary>
    /// A recording without a transcript, such as a composed video, and its row. In the transaction of
    /// <paramref name="db"/>, jobs enlisted.
    /// </summary>
    public async Task RequestAsync(
        ReflectorDb db,
        Recording recording,
        DeletionReason reason,
        string? by,
        string? ownerId,
        CancellationToken cancellationToken
    )
    {
        var objects = await DoomAsync(db, recording, cancellationToken);
        var cause = new DeletionCause(reason, by, null, recording.Id, recording.MeetingId, ownerId);
        audit.Add(db, AuditAction.RecordingDeleted, recording.Id, cause);
        await db.SaveChangesAsync(cancellationToken);
        await db.Recordings.Where(row => row.Id == recording.Id).ExecuteDeleteAsync(cancellationToken);
        await ledger.RequestAsync(db, objects, cause, cancellationToken);
    }

    private async Task<IReadOnlyList<DoomedObject>> DoomAsync(
        ReflectorDb db,
        Recording recording,
        CancellationToken cancellationToken
    )
    {
        var objects = await AudioObjects.OfRecordingAsync(db, recording, cancellationToken);
        await db
            .Recordings.Where(row => row.Id == recording.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DeletionRequestedAt, clock.GetUtcNow()),
                cancellationToken
            );
        return objects;
    }
}
