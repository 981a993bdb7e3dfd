using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Meetings;

/// <summary>Keeps what each participant of a meeting answered.</summary>
internal sealed class ConsentAnswers(ReflectorDb db, TimeProvider clock)
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
        // The lock makes an answer come either before the end of processing, or too late.
        var meeting =
            await db
                .Meetings.FromSql($"SELECT * FROM meeting WHERE id = {meetingId} FOR UPDATE")
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ApiException.NotFound("Meeting not found");
        await CheckIsOpenAsync(meeting, cancellationToken);
        var now = clock.GetUtcNow();
        var stored = await db.MeetingConsents.FirstOrDefaultAsync(
            consent => consent.MeetingId == meetingId && consent.ParticipantId == participantId,
            cancellationToken
        );
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

    /// <summary>While the meeting lives, and afterwards until everything recorded in it is processed.</summary>
    private async Task CheckIsOpenAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        if (meeting.IsActive && meeting.EndDate > clock.GetUtcNow())
            return;
        var statuses = await db
            .Transcripts.Where(transcript => transcript.MeetingId == meeting.Id)
            .Select(transcript => transcript.Status)
            .ToListAsync(cancellationToken);
        if (statuses.Count > 0 && statuses.All(status => status is TranscriptStatus.Ended))
            throw ApiException.Conflict(
                "The meeting is over and its recording is processed, so the answer can no longer be changed here; ask whoever invited you to delete the recording"
            );
    }

    private async Task CheckHasRoomAsync(string meetingId, CancellationToken cancellationToken)
    {
        if (await db.MeetingConsents.CountAsync(row => row.MeetingId == meetingId, cancellationToken) >= MostAnswers)
            throw ApiException.BadRequest("This meeting has more answers than it can have participants");
    }
}
