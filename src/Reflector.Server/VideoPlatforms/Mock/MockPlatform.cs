using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Database;

namespace Reflector.Server.VideoPlatforms.Mock;

/// <summary>Calls without sound or picture, for development, tests and servers on which no video platform is set up.</summary>
internal sealed class MockPlatform(
    IDbContextFactory<ReflectorDb> databases,
    ReflectorSettings settings,
    TimeProvider clock
) : IVideoPlatform, IPresence
{
    public const string PlatformName = "mock";

    public Task<MeetingData> CreateMeetingAsync(MeetingRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var url = $"{settings.PublicUrl}/{request.RoomName}";
        return Task.FromResult(
            new MeetingData(
                PlatformName,
                Guid.CreateVersion7(now).ToString(),
                $"{request.RoomName}-{now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}",
                url,
                url,
                now,
                request.EndDate
            )
        );
    }

    public async Task<IReadOnlyList<RoomSession>> GetSessionsAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .MockParticipants.Where(participant => participant.MeetingId == meeting.MeetingId)
            .OrderBy(participant => participant.JoinedAt)
            .Select(participant => new RoomSession(participant.Id, participant.JoinedAt, participant.LeftAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<PresentParticipant>> GetPresenceAsync(
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .MockParticipants.Where(participant =>
                participant.MeetingId == meeting.MeetingId && participant.LeftAt == null
            )
            .OrderBy(participant => participant.JoinedAt)
            .Select(participant => new PresentParticipant(
                participant.Id,
                participant.UserId,
                participant.UserName,
                participant.JoinedAt
            ))
            .ToListAsync(cancellationToken);
    }

    public async Task DeleteRoomAsync(PlatformMeeting meeting, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .MockParticipants.Where(participant =>
                participant.MeetingId == meeting.MeetingId && participant.LeftAt == null
            )
            .ExecuteUpdateAsync(row => row.SetProperty(participant => participant.LeftAt, now), cancellationToken);
    }

    public Task UploadLogoAsync(PlatformMeeting meeting, Stream logo, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>It sends none.</summary>
    public bool VerifyWebhook(WebhookRequest request) => false;
}
