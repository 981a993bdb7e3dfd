using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Storage;

namespace Reflector.Server.Uploads;

/// <summary>Gives up uploads that nobody continued.</summary>
[DisallowConcurrentExecution]
internal sealed class UploadExpiry(
    IDbContextFactory<ReflectorDb> databases,
    IObjectStore store,
    ReflectorSettings settings,
    TimeProvider clock
) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromHours(settings.UploadExpiryHours);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var expired = await db.Uploads.Where(upload => upload.UpdatedAt < before).ToListAsync(cancellationToken);
        foreach (var upload in expired)
        {
            // Until the commit, whoever continues the upload waits, and then begins anew.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var removed = await db
                .Uploads.Where(row => row.TranscriptId == upload.TranscriptId && row.UpdatedAt < before)
                .ExecuteDeleteAsync(cancellationToken);
            if (removed > 0)
                await store.DeletePrefixAsync(ObjectKeys.UploadPrefix(upload.TranscriptId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
