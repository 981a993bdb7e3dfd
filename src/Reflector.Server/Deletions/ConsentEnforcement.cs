using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Deletions;

/// <summary>
/// Does what the answers in a meeting ask for, as far as it can be done now: nothing while nobody refused; composed videos
/// at once; everything else as soon as its transcript is made, or can no longer be waited for.
/// </summary>
internal sealed class ConsentEnforcement(AudioDeletion deletion, ReflectorSettings settings, TimeProvider clock)
{
    /// <summary>
    /// In the transaction of <paramref name="db"/>, jobs enlisted. Locks the meeting, which makes answers and decisions
    /// come one after the other; rows of the pipeline must be locked before it.
    /// </summary>
    /// <returns>Whether audio is being deleted because of it, now or since earlier.</returns>
    public async Task<bool> EnforceAsync(ReflectorDb db, string meetingId, CancellationToken cancellationToken)
    {
        var meeting = await db
            .Meetings.FromSql($"SELECT * FROM meeting WHERE id = {meetingId} FOR UPDATE")
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellationToken);
        var refusals = await RefusalsAsync(db, meetingId, cancellationToken);
        if (meeting is null || refusals.Count == 0)
            return false;
        var owner = await db
            .Rooms.Where(room => room.Id == meeting.RoomId)
            .Select(room => room.UserId)
            .FirstOrDefaultAsync(cancellationToken);
        // A new processing locks its transcript and looks whether the audio is still there: it comes before us or too late.
        var transcripts = await db
            .Transcripts.FromSql(
                $"""
                SELECT * FROM transcript
                WHERE meeting_id = {meetingId} OR recording_id IN (SELECT id FROM recording WHERE meeting_id = {meetingId})
                ORDER BY id FOR NO KEY UPDATE
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var ids = transcripts.Select(transcript => transcript.RecordingId).ToList();
        var recordings = await db
            .Recordings.AsNoTracking()
            .Where(recording => recording.MeetingId == meetingId || ids.Contains(recording.Id))
            .ToListAsync(cancellationToken);
        var any = false;
        foreach (var transcript in transcripts)
        {
            var recording = recordings.Find(recording => recording.Id == transcript.RecordingId);
            if (transcript.AudioDeletionRequestedAt is not null)
                any = true;
            else if (await IsToBeDeletedAsync(db, meeting, transcript, recording, refusals, cancellationToken))
            {
                await deletion.RequestAsync(
                    db,
                    transcript,
                    recording,
                    DeletionReason.ConsentRefused,
                    by: null,
                    cancellationToken
                );
                any = true;
            }
        }
        foreach (var recording in recordings.Where(recording => recording.DeletionRequestedAt is null))
        {
            if (!transcripts.Exists(transcript => transcript.RecordingId == recording.Id) && HasNoUse(recording))
            {
                await deletion.RequestAsync(
                    db,
                    recording,
                    DeletionReason.ConsentRefused,
                    by: null,
                    owner,
                    cancellationToken
                );
                any = true;
            }
        }
        return any;
    }

    public static Task<List<MeetingConsent>> RefusalsAsync(
        ReflectorDb db,
        string meetingId,
        CancellationToken cancellationToken
    ) =>
        db
            .MeetingConsents.AsNoTracking()
            .Where(consent => consent.MeetingId == meetingId && !consent.ConsentGiven)
            .ToListAsync(cancellationToken);

    private async Task<bool> IsToBeDeletedAsync(
        ReflectorDb db,
        Meeting meeting,
        Transcript transcript,
        Recording? recording,
        IReadOnlyList<MeetingConsent> refusals,
        CancellationToken cancellationToken
    )
    {
        if (!await IsFinalAsync(db, transcript, cancellationToken))
            return false;
        if (meeting.ConsentPolicy is not ConsentPolicy.LeaveOut || recording is not { Kind: RecordingKind.Tracks })
            return true;
        var leftOut = await LeaveOut.OfAsync(db, meeting.Id, recording.Id, refusals, cancellationToken);
        return !leftOut.IsDone;
    }

    /// <summary>The transcript is made; or it failed, or was never begun, so long ago that nobody will try again.</summary>
    private async Task<bool> IsFinalAsync(ReflectorDb db, Transcript transcript, CancellationToken cancellationToken)
    {
        if (transcript.Status is TranscriptStatus.Ended)
            return true;
        var run = await db
            .PipelineRuns.AsNoTracking()
            .Where(run => run.TranscriptId == transcript.Id)
            .OrderByDescending(run => run.CreatedAt)
            .ThenByDescending(run => run.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return run?.State is not RunState.Running && IsPast(run?.FinishedAt ?? transcript.CreatedAt);
    }

    private bool HasNoUse(Recording recording) => recording.Kind is RecordingKind.Video || IsPast(recording.CreatedAt);

    private bool IsPast(DateTimeOffset since) =>
        since + TimeSpan.FromDays(settings.ConsentWaitDays) <= clock.GetUtcNow();
}
