using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Recordings;

namespace Reflector.Server.Deletions;

/// <param name="Key">Of an object, or what the keys of several begin with.</param>
internal sealed record DoomedObject(DeletionStore Store, string Key, bool IsPrefix = false)
{
    public static DoomedObject OwnFolder(string prefix) => new(DeletionStore.Own, prefix, IsPrefix: true);

    public static DeletionStore StoreOf(RecordingStore store) =>
        store switch
        {
            RecordingStore.Own => DeletionStore.Own,
            RecordingStore.Whereby => DeletionStore.Whereby,
            RecordingStore.Daily => DeletionStore.Daily,
            _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such store"),
        };
}

/// <summary>Why something goes, and what it belonged to.</summary>
internal sealed record DeletionCause(
    DeletionReason Reason,
    string? RequestedBy = null,
    string? TranscriptId = null,
    string? RecordingId = null,
    string? MeetingId = null,
    string? OwnerId = null
);

/// <summary>Writes down what is to be deleted.</summary>
internal sealed class DeletionLedger(IScheduler scheduler, TimeProvider clock)
{
    /// <summary>
    /// Writes the objects down in the transaction that <paramref name="db"/> is in and jobs are enlisted in: with it they
    /// will be deleted and proven to be gone, whatever crashes afterwards.
    /// </summary>
    public async Task RequestAsync(
        ReflectorDb db,
        IEnumerable<DoomedObject> objects,
        DeletionCause cause,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var any = false;
        // In one order, so that two who ask for the same do not wait for each other.
        foreach (
            var item in objects.Distinct().OrderBy(item => item.Store).ThenBy(item => item.Key, StringComparer.Ordinal)
        )
        {
            any = true;
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO deletion (
                    id, store, object_key, is_prefix, reason, transcript_id, recording_id, meeting_id, owner_id,
                    requested_at, requested_by, next_attempt_at
                ) VALUES (
                    {Guid.CreateVersion7().ToString()}, {ApiEnumColumn.ApiName(
                    item.Store
                )}, {item.Key}, {item.IsPrefix},
                    {ApiEnumColumn.ApiName(cause.Reason)}, {cause.TranscriptId}, {cause.RecordingId}, {cause.MeetingId},
                    {cause.OwnerId}, {now}, {cause.RequestedBy}, {now}
                )
                ON CONFLICT (store, object_key) WHERE proven_gone_at IS NULL
                DO UPDATE SET requests = deletion.requests + 1, is_prefix = deletion.is_prefix OR excluded.is_prefix
                """,
                cancellationToken
            );
        }
        if (!any)
            return;
        // What was proven before is no longer the whole truth.
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE transcript SET audio_deleted = false
            WHERE audio_deleted AND audio_deletion_requested_at IS NOT NULL
                AND (id = {cause.TranscriptId} OR ({cause.TranscriptId}::text IS NULL AND meeting_id = {cause.MeetingId}))
            """,
            cancellationToken
        );
        await DeletionWork.WakeAsync(scheduler, cancellationToken);
    }

    /// <summary>Whether an object of our own store is being deleted, or was: nobody may be given it any more.</summary>
    public static Task<bool> CoversAsync(ReflectorDb db, string key, CancellationToken cancellationToken) =>
        db.Deletions.AnyAsync(
            row =>
                row.Store == DeletionStore.Own
                && row.ProvenGoneAt == null
                && (row.ObjectKey == key || (row.IsPrefix && key.StartsWith(row.ObjectKey))),
            cancellationToken
        );
}
