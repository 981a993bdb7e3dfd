using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings;

/// <summary>Holds our rows of who is in a meeting equal to what its platform says.</summary>
internal sealed partial class MeetingPresence(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    TimeProvider clock,
    ILogger<MeetingPresence> logger
)
{
    /// <summary>Asks the platform once. When it does not answer, nothing changes.</summary>
    public async Task ReconcileAsync(string meetingId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var meeting = await db
            .Meetings.AsNoTracking()
            .FirstOrDefaultAsync(meeting => meeting.Id == meetingId, cancellationToken);
        if (meeting is null || meeting.EndedAt is not null)
            return;
        // What was asked first may be answered last: only the younger answer counts.
        var askedAt = clock.GetUtcNow();
        IReadOnlyList<PresentParticipant> present;
        try
        {
            if (platforms.Get(meeting.Platform) is not IPresence platform)
                return;
            present = await platform.GetPresenceAsync(meeting.AtPlatform, cancellationToken);
        }
        catch (VideoPlatformException exception)
        {
            LogUnanswered(meeting.Platform, meeting.Id, exception.Message);
            return;
        }
        await StoreAsync(db, meeting.Id, present, askedAt, cancellationToken);
    }

    private async Task StoreAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PresentParticipant> present,
        DateTimeOffset askedAt,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Takes the row's lock: two answers for one meeting are stored one after the other.
        var counted = await db
            .Meetings.Where(meeting =>
                meeting.Id == meetingId && (meeting.CountedAt == null || meeting.CountedAt <= askedAt)
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(meeting => meeting.NumClients, present.Count)
                        .SetProperty(meeting => meeting.CountedAt, askedAt)
                        .SetProperty(
                            meeting => meeting.IsActive,
                            meeting => meeting.IsActive || (present.Count > 0 && meeting.EndedAt == null)
                        ),
                cancellationToken
            );
        if (counted == 0)
            return;
        var sessions = await db
            .ParticipantSessions.Where(session => session.MeetingId == meetingId)
            .ToDictionaryAsync(session => session.SessionId, StringComparer.Ordinal, cancellationToken);
        foreach (var participant in present)
        {
            if (!sessions.Remove(participant.SessionId, out var session))
            {
                session = new()
                {
                    MeetingId = meetingId,
                    SessionId = participant.SessionId,
                    UserId = participant.UserId,
                    JoinedAt = participant.JoinedAt,
                };
                db.ParticipantSessions.Add(session);
            }
            session.UserName = participant.UserName ?? session.UserName;
            // Presence lags: somebody who seemed to be gone can still be in.
            session.LeftAt = null;
        }
        foreach (var gone in sessions.Values.Where(session => session.LeftAt is null))
            gone.LeftAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(3101, LogLevel.Warning, "{Platform} did not say who is in meeting {Meeting}: {Reason}")]
    private partial void LogUnanswered(string platform, string meeting, string reason);
}
