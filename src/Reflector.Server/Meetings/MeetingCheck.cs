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
        var sessions =
            platform is IPresence
                ? await db
                    .ParticipantSessions.Where(session => session.MeetingId == meeting.Id)
                    .Select(session => new RoomSession(session.SessionId, session.JoinedAt, session.LeftAt))
                    .ToListAsync(cancellationToken)
                : await platform.GetSessionsAsync(meeting.AtPlatform, cancellationToken);
        var isOver = sessions.Count > 0 ? sessions.All(session => session.EndedAt is not null) : meeting.EndDate <= now;
        // Whoever came while we asked keeps it open.
        await db
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
        if (isOver)
            LogClosed(meeting.Platform, meeting.Id);
    }

    [LoggerMessage(3011, LogLevel.Information, "{Platform} meeting {Meeting} is over")]
    private partial void LogClosed(string platform, string meeting);

    [LoggerMessage(3012, LogLevel.Warning, "{Platform} did not say whether meeting {Meeting} goes on: {Reason}")]
    private partial void LogUnchecked(string platform, string meeting, string reason);
}
