using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Meetings;

namespace Reflector.Server.VideoPlatforms.Mock;

/// <summary>People come and go in practice rooms; only with <c>MOCK_PLATFORM_API</c>.</summary>
internal static class MockParticipantEndpoints
{
    private const int Most = 200;

    public static void MapMockParticipants(this IEndpointRouteBuilder routes)
    {
        var participants = routes.MapGroup("/v1/mock/meetings/{meeting_id}/participants").ExcludeFromDescription();
        participants.MapGet("/", ListAsync);
        participants.MapPost("/", JoinAsync);
        participants.MapDelete("/{participant_id}", LeaveAsync);
    }

    private static Task<List<JoinedParticipant>> ListAsync(
        string meeting_id,
        ReflectorDb db,
        CancellationToken cancellationToken
    ) =>
        db
            .MockParticipants.Where(participant => participant.MeetingId == meeting_id && participant.LeftAt == null)
            .OrderBy(participant => participant.JoinedAt)
            .Select(participant => new JoinedParticipant(participant.Id, participant.UserName))
            .ToListAsync(cancellationToken);

    private static async Task<JoinedParticipant> JoinAsync(
        string meeting_id,
        JoiningMockParticipant joining,
        ReflectorDb db,
        MeetingPresence presence,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var meeting =
            await db.Meetings.FirstOrDefaultAsync(
                meeting => meeting.Id == meeting_id && meeting.Platform == MockPlatform.PlatformName,
                cancellationToken
            ) ?? throw ApiException.NotFound("Meeting not found");
        TextRules.Check("name", joining.Name, 200);
        if (await db.MockParticipants.CountAsync(row => row.MeetingId == meeting_id, cancellationToken) >= Most)
            throw ApiException.BadRequest("The practice room is full");
        var participant = new MockParticipant
        {
            Id = Guid.CreateVersion7().ToString(),
            MeetingId = meeting_id,
            UserId = joining.UserId,
            UserName = joining.Name,
            JoinedAt = clock.GetUtcNow(),
        };
        db.MockParticipants.Add(participant);
        await db.SaveChangesAsync(cancellationToken);
        await presence.ReconcileAsync(meeting.Id, cancellationToken);
        return new(participant.Id, participant.UserName);
    }

    private static async Task<LeftParticipant> LeaveAsync(
        string meeting_id,
        string participant_id,
        ReflectorDb db,
        MeetingPresence presence,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        await db
            .MockParticipants.Where(row =>
                row.Id == participant_id && row.MeetingId == meeting_id && row.LeftAt == null
            )
            .ExecuteUpdateAsync(row => row.SetProperty(participant => participant.LeftAt, now), cancellationToken);
        await presence.ReconcileAsync(meeting_id, cancellationToken);
        return new("ok");
    }
}

internal sealed record JoiningMockParticipant(string? Name = null, string? UserId = null);

internal sealed record JoinedParticipant(string SessionId, string? Name);

internal sealed record LeftParticipant(string Status);
