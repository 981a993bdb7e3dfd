using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;

namespace Reflector.Server.Meetings;

/// <summary>Asks for every open meeting who is in it, whatever webhooks said or did not say.</summary>
[DisallowConcurrentExecution]
internal sealed class PresenceReconciliation(
    IDbContextFactory<ReflectorDb> databases,
    MeetingPresence presence,
    TimeProvider clock
) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // The ones that were looked at longest ago first: what one round does not reach, the next one does.
        var meetings = await db
            .Meetings.Where(meeting => meeting.IsActive && meeting.EndedAt == null)
            .OrderBy(meeting => meeting.CountedAt ?? DateTimeOffset.MinValue)
            .Select(meeting => meeting.Id)
            .ToListAsync(cancellationToken);
        foreach (var meeting in meetings)
        {
            if (clock.GetUtcNow() - now > Interval)
                return;
            await presence.ReconcileAsync(meeting, cancellationToken);
        }
    }
}
