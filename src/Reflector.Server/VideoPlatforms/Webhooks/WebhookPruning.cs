using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Forgets webhooks that no platform will send again.</summary>
[DisallowConcurrentExecution]
internal sealed class WebhookPruning(IDbContextFactory<ReflectorDb> databases, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Of those that tell of a recording.</summary>
    private static readonly TimeSpan KeptWithPayload = TimeSpan.FromDays(180);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (before, beforeWithPayload) = (now - Kept, now - KeptWithPayload);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .WebhookEvents.Where(item =>
                (item.AppliedAt != null || item.FailedAt != null)
                && item.ReceivedAt < (item.KeepsPayload ? beforeWithPayload : before)
            )
            .ExecuteDeleteAsync(cancellationToken);
    }
}
