using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts;

/// <summary>Removes links that work no more and counted attempts whose time is over.</summary>
[DisallowConcurrentExecution]
internal sealed class AccountExpiry(IDbContextFactory<ReflectorDb> databases, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .AccountLinks.Where(link => link.UsedAt != null || link.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"DELETE FROM sign_in_limit WHERE ends_at < {now}", cancellationToken);
    }
}
