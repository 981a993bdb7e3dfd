using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Deletions;

/// <summary>Deletes a transcript at once and, over the ledger, everything that was stored for it.</summary>
internal sealed class TranscriptErasure(AudioDeletion deletion, DeletionLedger ledger, AuditLog audit)
{
    /// <summary>
    /// A running stage holds its row before it changes the transcript: so does whoever deletes it, or each could wait for
    /// the other.
    /// </summary>
    public static Task LockStagesAsync(ReflectorDb db, string transcriptId, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            SELECT 1 FROM pipeline_stage JOIN pipeline_run ON pipeline_run.id = run_id
            WHERE transcript_id = {transcriptId} FOR UPDATE OF pipeline_stage
            """,
            cancellationToken
        );

    /// <summary>In the transaction of <paramref name="db"/>, jobs enlisted and stages locked.</summary>
    /// <returns>False when somebody else deleted it first.</returns>
    public async Task<bool> EraseAsync(
        ReflectorDb db,
        Transcript transcript,
        DeletionReason reason,
        string? by,
        CancellationToken cancellationToken
    )
    {
        var removed = await db.Transcripts.Where(row => row.Id == transcript.Id).ExecuteDeleteAsync(cancellationToken);
        if (removed == 0)
            return false;
        var recording = await db
            .Recordings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == transcript.RecordingId, cancellationToken);
        var meetingId = transcript.MeetingId ?? recording?.MeetingId;
        var cause = new DeletionCause(reason, by, transcript.Id, recording?.Id, meetingId, transcript.UserId);
        audit.Add(db, AuditAction.TranscriptDeleted, transcript.Id, cause);
        await db.SaveChangesAsync(cancellationToken);
        var objects = AudioObjects.OfTranscript(transcript.Id);
        if (recording is not null)
        {
            objects = objects.Concat(await AudioObjects.OfRecordingAsync(db, recording, cancellationToken));
            await ForgetAsync(db, recording, cancellationToken);
        }
        await ledger.RequestAsync(db, objects, cause, cancellationToken);
        await EventLog.RemoveAsync(db, EventLog.TranscriptStream(transcript.Id), null, cancellationToken);
        if (meetingId is not null)
            await EraseVideosAsync(db, meetingId, transcript.UserId, reason, by, cancellationToken);
        return true;
    }

    /// <summary>The videos of a meeting go with the last transcript of it.</summary>
    private async Task EraseVideosAsync(
        ReflectorDb db,
        string meetingId,
        string? ownerId,
        DeletionReason reason,
        string? by,
        CancellationToken cancellationToken
    )
    {
        var isUsed = await db.Transcripts.AnyAsync(row => row.MeetingId == meetingId, cancellationToken);
        var videos = isUsed
            ? []
            : await db
                .Recordings.AsNoTracking()
                .Where(row =>
                    row.MeetingId == meetingId && row.Kind == RecordingKind.Video && row.DeletionRequestedAt == null
                )
                .ToListAsync(cancellationToken);
        foreach (var video in videos)
            await deletion.RequestAsync(db, video, reason, by, ownerId, cancellationToken);
    }

    private static Task ForgetAsync(ReflectorDb db, Recording recording, CancellationToken cancellationToken) =>
        db.Recordings.Where(row => row.Id == recording.Id).ExecuteDeleteAsync(cancellationToken);
}
