using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings;

/// <summary>Closes meetings that everybody has left, and those that nobody ever came to.</summary>
[DisallowConcurrentExecution]
internal sealed partial class MeetingCheck(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    TimeProvider clock,
    ILogger<MeetingCheck> logger
) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    /// <summary>How long a platform's own count is believed; the word that somebody left can get lost.</summary>
    private static readonly TimeSpan CountLife = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        var silent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var meeting in await OpenAsync(cancellationToken))
        {
            if (clock.GetUtcNow() - began > Interval)
                return;
            if (silent.Contains(meeting.Platform))
                continue;
            try
            {
                await CheckAsync(meeting, cancellationToken);
            }
            catch (VideoPlatformException exception)
            {
                // It does not answer, or we ask too often: the others of this platform come first in the next round.
                LogUnchecked(meeting.Platform, meeting.Id, exception.Message);
                silent.Add(meeting.Platform);
            }
        }
    }

    private async Task<List<Meeting>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Meetings.AsNoTracking()
            .Where(meeting => meeting.IsActive)
            .OrderBy(meeting => meeting.CheckedAt ?? DateTimeOffset.MinValue)
            .ToListAsync(cancellationToken);
    }

    private async Task CheckAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var platform = platforms.Get(meeting.Platform);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // A session takes two: somebody who waits alone has none, and only the count tells.
        var isOccupied = platform is not IPresence && meeting.NumClients > 0 && meeting.CountedAt > now - CountLife;
        var isOver = !isOccupied && await IsOverAsync(db, platform, meeting, now, cancellationToken);
        // Whoever came while we asked keeps it open.
        var stored = await db
            .Meetings.Where(row =>
                row.Id == meeting.Id && row.IsActive && (!isOver || row.CountedAt == meeting.CountedAt)
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(row => row.CheckedAt, now)
                        .SetProperty(row => row.IsActive, !isOver)
                        .SetProperty(row => row.NumClients, row => isOver ? 0 : row.NumClients)
                        .SetProperty(row => row.RecordingSince, row => isOver ? null : row.RecordingSince),
                cancellationToken
            );
        if (isOver && stored > 0)
            LogClosed(meeting.Platform, meeting.Id);
    }

    private static async Task<bool> IsOverAsync(
        ReflectorDb db,
        IVideoPlatform platform,
        Meeting meeting,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var sessions =
            platform is IPresence
                ? await db
                    .ParticipantSessions.Where(session => session.MeetingId == meeting.Id)
                    .Select(session => new RoomSession(session.SessionId, session.JoinedAt, session.LeftAt))
                    .ToListAsync(cancellationToken)
                : await platform.GetSessionsAsync(meeting.AtPlatform, cancellationToken);
        return sessions.Count > 0 ? sessions.All(session => session.EndedAt is not null) : meeting.EndDate <= now;
    }

    [LoggerMessage(3011, LogLevel.Information, "{Platform} meeting {Meeting} is over")]
    private partial void LogClosed(string platform, string meeting);

    [LoggerMessage(3012, LogLevel.Warning, "{Platform} did not say whether meeting {Meeting} goes on: {Reason}")]
    private partial void LogUnchecked(string platform, string meeting, string reason);
}
