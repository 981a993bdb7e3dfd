using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Meetings;

/// <summary>Keeps what each participant of a meeting answered.</summary>
internal sealed class ConsentAnswers(
    ReflectorDb db,
    ConsentEnforcement enforcement,
    IScheduler scheduler,
    TimeProvider clock
)
{
    private const int NameLimit = 200;

    /// <summary>Bounds what strangers can make us keep.</summary>
    private const int MostAnswers = 5000;

    /// <summary>Stores the answer, in the place of the same participant's earlier one.</summary>
    /// <returns>Id of the answer.</returns>
    public async Task<string> AnswerAsync(
        string meetingId,
        MeetingConsentRequest answer,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        TextRules.Check("participant_name", answer.ParticipantName, NameLimit);
        var userId = UserOf(answer, caller);
        var participantId = ParticipantOf(answer, userId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        // The lock makes an answer come either before what is decided at the end of processing, or after it.
        var meeting =
            await db
                .Meetings.FromSql($"SELECT * FROM meeting WHERE id = {meetingId} AND deleted_at IS NULL FOR UPDATE")
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ApiException.NotFound("Meeting not found");
        var stored = await db.MeetingConsents.FirstOrDefaultAsync(
            consent => consent.MeetingId == meetingId && consent.ParticipantId == participantId,
            cancellationToken
        );
        await CheckIsOpenAsync(meeting, answer.ConsentGiven, userId, stored, cancellationToken);
        var now = clock.GetUtcNow();
        if (stored is null)
        {
            await CheckHasRoomAsync(meetingId, cancellationToken);
            stored = new()
            {
                Id = Guid.CreateVersion7().ToString(),
                MeetingId = meetingId,
                ParticipantId = participantId,
                UserId = userId,
                FirstAnsweredAt = now,
            };
            db.MeetingConsents.Add(stored);
        }
        stored.ConsentGiven = answer.ConsentGiven;
        stored.ConsentTimestamp = now;
        stored.Name = string.IsNullOrWhiteSpace(answer.ParticipantName) ? stored.Name : answer.ParticipantName.Trim();
        await db.SaveChangesAsync(cancellationToken);
        await enforcement.EnforceAsync(db, meetingId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return stored.Id;
    }

    // Where everybody is the one local user, only their browsers tell people apart.
    private static string? UserOf(MeetingConsentRequest answer, Caller caller) =>
        caller == Caller.Local && answer.ParticipantId is not null ? null : caller.UserId;

    // A user's id and a browser's random id can never be the same.
    private static string ParticipantOf(MeetingConsentRequest answer, string? userId)
    {
        if (userId is not null)
            return "user:" + userId;
        if (answer.ParticipantId is not { } id)
            return "anonymous:" + Guid.CreateVersion7();
        var isRandomId =
            id.Length is >= 8 and <= 64 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        return isRandomId
            ? "anonymous:" + id
            : throw new ApiValidationException(
                "value_error",
                ["body", "participant_id"],
                "Input should be 8 to 64 letters, digits, hyphens or underscores"
            );
    }

    /// <summary>
    /// While the meeting lives, and afterwards until everything recorded in it is processed. A "no" is never too late, from
    /// whoever answered before or was there with an account: others may have learned the meeting's id from its transcript.
    /// </summary>
    private async Task CheckIsOpenAsync(
        Meeting meeting,
        bool consentGiven,
        string? userId,
        MeetingConsent? before,
        CancellationToken cancellationToken
    )
    {
        if (consentGiven && before is { ConsentGiven: false } && await IsBeingDeletedAsync(meeting, cancellationToken))
            throw ApiException.Conflict(
                "Audio of this meeting is being deleted already, because somebody refused: it does not come back, so the answer can no longer be changed"
            );
        if (meeting.IsActive && meeting.EndDate > clock.GetUtcNow())
            return;
        var statuses = await db
            .Transcripts.Where(transcript => transcript.MeetingId == meeting.Id)
            .Select(transcript => transcript.Status)
            .ToListAsync(cancellationToken);
        if (statuses.Count == 0 || statuses.Exists(status => status is not TranscriptStatus.Ended))
            return;
        if (!consentGiven && (before is not null || await WasThereAsync(meeting.Id, userId, cancellationToken)))
            return;
        throw ApiException.Conflict(
            "The meeting is over and its recording is processed, so the answer can no longer be changed here; ask whoever invited you to delete the recording"
        );
    }

    /// <summary>It is decided already, and cannot be taken back.</summary>
    private Task<bool> IsBeingDeletedAsync(Meeting meeting, CancellationToken cancellationToken) =>
        db.Deletions.AnyAsync(
            deletion =>
                deletion.MeetingId == meeting.Id
                && (deletion.Reason == DeletionReason.ConsentRefused || deletion.Reason == DeletionReason.LeftOut),
            cancellationToken
        );

    private Task<bool> WasThereAsync(string meetingId, string? userId, CancellationToken cancellationToken) =>
        userId is null
            ? Task.FromResult(false)
            : db.ParticipantSessions.AnyAsync(
                session => session.MeetingId == meetingId && session.UserId == userId,
                cancellationToken
            );

    private async Task CheckHasRoomAsync(string meetingId, CancellationToken cancellationToken)
    {
        if (await db.MeetingConsents.CountAsync(row => row.MeetingId == meetingId, cancellationToken) >= MostAnswers)
            throw ApiException.BadRequest("This meeting has more answers than it can have participants");
    }
}
