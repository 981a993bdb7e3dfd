using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Library.Events;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Events;

/// <summary>Removes events that only mattered while they happened, a day later: the log does not grow with every step of progress.</summary>
[DisallowConcurrentExecution]
internal sealed class EventPruning(IDbContextFactory<ReflectorDb> databases, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Kept;
        var names = TranscriptEvents.Transient.Concat(LibraryEvents.All).ToArray();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM event WHERE created_at < {before} AND name = ANY({names})",
            cancellationToken
        );
    }
}
