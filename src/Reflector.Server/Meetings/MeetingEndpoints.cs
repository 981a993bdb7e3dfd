using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Server.Meetings.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Meetings;

internal static class MeetingEndpoints
{
    public static IEndpointRouteBuilder MapMeetings(this IEndpointRouteBuilder routes)
    {
        var meetings = routes.MapGroup("/v1/meetings").WithTags("meetings");
        meetings
            .MapPost("/{meeting_id}/consent", AnswerAsync)
            .WithName("v1_meeting_audio_consent")
            .WithSummary("Say whether my audio may be kept, or change the answer");
        meetings
            .MapGet("/{meeting_id}/consent", OwnAnswerAsync)
            .WithName("v1_meeting_own_consent")
            .WithSummary("What I, signed in, answered")
            .RequireCaller();
        meetings
            .MapGet("/{meeting_id}/consents", ListAnswersAsync)
            .WithName("v1_meeting_list_consents")
            .WithSummary("Who answered what and when, for the room's owner")
            .RequireCaller();
        meetings
            .MapPatch("/{meeting_id}/deactivate", DeactivateAsync)
            .WithName("v1_meeting_deactivate")
            .WithSummary("End a meeting for everybody in it")
            .RequireCaller();
        meetings.MapMeetingRecordings();
        meetings
            .MapDelete("/{meeting_id}", DeleteAsync)
            .WithName("v1_meeting_delete")
            .WithSummary("Delete a meeting with its recordings, videos and transcripts")
            .RequireCaller();
        return routes;
    }

    private static async Task<MeetingConsentResponse> AnswerAsync(
        string meeting_id,
        MeetingConsentRequest request,
        ConsentAnswers answers,
        Caller caller,
        CancellationToken cancellationToken
    ) => new("success", await answers.AnswerAsync(meeting_id, request, caller, cancellationToken));

    private static async Task<OwnConsent> OwnAnswerAsync(
        string meeting_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.RequiredUserId;
        var answer = await db
            .MeetingConsents.AsNoTracking()
            .FirstOrDefaultAsync(
                consent => consent.MeetingId == meeting_id && consent.UserId == userId,
                cancellationToken
            );
        return new(answer?.ConsentGiven, answer?.ConsentTimestamp);
    }

    private static async Task<List<ConsentAnswer>> ListAnswersAsync(
        string meeting_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Meetings.CheckLedByAsync(
            meeting_id,
            db,
            caller,
            "Only the room owner can see the answers",
            cancellationToken
        );
        return await db
            .MeetingConsents.AsNoTracking()
            .Where(consent => consent.MeetingId == meeting_id)
            .OrderBy(consent => consent.FirstAnsweredAt)
            .ThenBy(consent => consent.Id)
            .Select(consent => new ConsentAnswer(
                consent.Id,
                consent.UserId,
                consent.Name,
                consent.ConsentGiven,
                consent.FirstAnsweredAt,
                consent.ConsentTimestamp
            ))
            .ToListAsync(cancellationToken);
    }

    private static async Task<MeetingStatus> DeactivateAsync(
        string meeting_id,
        ReflectorDb db,
        PlatformTasks tasks,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var meeting = await db.Meetings.CheckLedByAsync(
            meeting_id,
            db,
            caller,
            "Only the room owner can deactivate meetings",
            cancellationToken
        );
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ended = await db
            .Meetings.Where(row => row.Id == meeting.Id && row.IsActive)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(meeting => meeting.IsActive, false)
                        .SetProperty(meeting => meeting.EndedAt, now)
                        .SetProperty(meeting => meeting.NumClients, 0),
                cancellationToken
            );
        if (ended == 0)
            return new("success", meeting.Id);
        using var enlisted = tasks.Enlist(transaction);
        await tasks.ScheduleAsync<RoomClosing>(meeting.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new("success", meeting.Id);
    }

    private static async Task<DeletionStatus> DeleteAsync(
        string meeting_id,
        ReflectorDb db,
        MeetingRemoval removal,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Meetings.CheckLedByAsync(
            meeting_id,
            db,
            caller,
            "Only the room owner can delete meetings",
            cancellationToken
        );
        await removal.RemoveAsync(meeting_id, DeletionReason.MeetingDeleted, caller.UserId, cancellationToken);
        return DeletionStatus.Ok;
    }

    /// <summary>The meeting, if the caller owns its room or is an administrator.</summary>
    private static async Task<Meeting> CheckLedByAsync(
        this IQueryable<Meeting> meetings,
        string meetingId,
        ReflectorDb db,
        Caller caller,
        string refusal,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.RequiredUserId;
        var found =
            await meetings
                .AsNoTracking()
                .Where(meeting => meeting.Id == meetingId && meeting.DeletedAt == null)
                .Select(meeting => new
                {
                    Meeting = meeting,
                    IsOwner = db.Rooms.Any(room => room.Id == meeting.RoomId && room.UserId == userId),
                })
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ApiException.NotFound("Meeting not found");
        return found.IsOwner || caller.IsAdministrator ? found.Meeting : throw ApiException.Forbidden(refusal);
    }
}
