using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Jobs;
using Reflector.Server.Meetings;

namespace Reflector.Server.Deletions;

/// <summary>Deletes a meeting with everything that was recorded in it, and what arrives of it later.</summary>
internal sealed class MeetingRemoval(
    IDbContextFactory<ReflectorDb> databases,
    TranscriptErasure erasure,
    AudioDeletion deletion,
    PlatformTasks tasks,
    AuditLog audit,
    IScheduler scheduler,
    TimeProvider clock
)
{
    /// <returns>False when there is none of that id.</returns>
    public async Task<bool> RemoveAsync(
        string meetingId,
        DeletionReason reason,
        string? by,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        await LockStagesAsync(db, meetingId, cancellationToken);
        var meeting = await db
            .Meetings.FromSql($"SELECT * FROM meeting WHERE id = {meetingId} FOR UPDATE")
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellationToken);
        if (meeting is null)
            return false;
        var owner = await db
            .Rooms.Where(room => room.Id == meeting.RoomId)
            .Select(room => room.UserId)
            .FirstOrDefaultAsync(cancellationToken);
        await EraseAsync(db, meetingId, reason, by, owner, cancellationToken);
        if (meeting.DeletedAt is null)
        {
            audit.Add(db, AuditAction.MeetingDeleted, meetingId, new(reason, by, MeetingId: meetingId, OwnerId: owner));
            await db.SaveChangesAsync(cancellationToken);
            if (meeting.IsActive)
                await tasks.ScheduleAsync<RoomClosing>(meetingId, cancellationToken);
        }
        await ForgetAsync(db, meetingId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task EraseAsync(
        ReflectorDb db,
        string meetingId,
        DeletionReason reason,
        string? by,
        string? owner,
        CancellationToken cancellationToken
    )
    {
        var transcripts = await db
            .Transcripts.AsNoTracking()
            .Where(transcript =>
                transcript.MeetingId == meetingId
                || db.Recordings.Any(row => row.Id == transcript.RecordingId && row.MeetingId == meetingId)
            )
            .OrderBy(transcript => transcript.Id)
            .ToListAsync(cancellationToken);
        foreach (var transcript in transcripts)
            await erasure.EraseAsync(db, transcript, reason, by, cancellationToken);
        var recordings = await db
            .Recordings.AsNoTracking()
            .Where(recording => recording.MeetingId == meetingId && recording.DeletionRequestedAt == null)
            .OrderBy(recording => recording.Id)
            .ToListAsync(cancellationToken);
        foreach (var recording in recordings)
            await deletion.RequestAsync(db, recording, reason, by, owner, cancellationToken);
    }

    private static Task LockStagesAsync(ReflectorDb db, string meetingId, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            SELECT 1 FROM pipeline_stage
            JOIN pipeline_run ON pipeline_run.id = run_id
            JOIN transcript ON transcript.id = transcript_id
            WHERE transcript.meeting_id = {meetingId} FOR UPDATE OF pipeline_stage
            """,
            cancellationToken
        );

    /// <summary>Who was in it and what they answered goes; what the platform calls it stays for what comes late.</summary>
    private async Task ForgetAsync(ReflectorDb db, string meetingId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE meeting SET deleted_at = COALESCE(deleted_at, {now}), ended_at = COALESCE(ended_at, {now}),
                is_active = false, num_clients = 0, recording_since = NULL, calendar_metadata = NULL
            WHERE id = {meetingId}
            """,
            cancellationToken
        );
        await db.MeetingConsents.Where(row => row.MeetingId == meetingId).ExecuteDeleteAsync(cancellationToken);
        await db.ParticipantSessions.Where(row => row.MeetingId == meetingId).ExecuteDeleteAsync(cancellationToken);
    }
}
