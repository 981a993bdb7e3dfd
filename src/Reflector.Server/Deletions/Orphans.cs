using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Jobs;

namespace Reflector.Server.Deletions;

/// <summary>What was stored for a transcript that no longer exists.</summary>
internal sealed class Orphans(DeletionLedger ledger, IScheduler scheduler)
{
    public async Task RequestAsync(ReflectorDb db, string transcriptId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        await ledger.RequestAsync(
            db,
            AudioObjects.OfTranscript(transcriptId),
            new(DeletionReason.Orphan, TranscriptId: transcriptId),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }
}
