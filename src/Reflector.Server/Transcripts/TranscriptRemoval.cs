using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Server.Jobs;

namespace Reflector.Server.Transcripts;

/// <summary>Deletes a transcript, or only what can be heard of it.</summary>
internal sealed class TranscriptRemoval(
    ReflectorDb db,
    TranscriptErasure erasure,
    AudioDeletion deletion,
    IScheduler scheduler
)
{
    public async Task RemoveAsync(string transcriptId, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var transcript = await db.Transcripts.AsNoTracking().ChangeableAsync(transcriptId, caller, cancellationToken);
        await TranscriptErasure.LockStagesAsync(db, transcriptId, cancellationToken);
        var isMine = await erasure.EraseAsync(
            db,
            transcript,
            DeletionReason.TranscriptDeleted,
            caller.UserId,
            cancellationToken
        );
        if (!isMine)
            throw ApiException.NotFound("Transcript not found");
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes what can be heard, in the transaction that <c>db</c> is in and jobs are enlisted in.</summary>
    /// <exception cref="ApiException">409 while it is being processed.</exception>
    public async Task RemoveAudioAsync(string transcriptId, Caller caller, CancellationToken cancellationToken)
    {
        await db.LockTranscriptAsync(transcriptId, cancellationToken);
        var transcript = await db
            .Transcripts.AsNoTracking()
            .FirstAsync(row => row.Id == transcriptId, cancellationToken);
        if (transcript.AudioDeletionRequestedAt is not null)
            return;
        if (transcript.IsBusy)
            throw ApiException.Conflict("The recording is being processed: delete its audio when that has ended");
        var recording = await db
            .Recordings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == transcript.RecordingId, cancellationToken);
        await deletion.RequestAsync(
            db,
            transcript,
            recording,
            DeletionReason.AudioDeleted,
            caller.UserId,
            cancellationToken
        );
    }
}
