using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines;

/// <summary>Processes a transcript's recording because somebody asks for it.</summary>
internal sealed class ProcessingRequest(ReflectorDb db, PipelineStarter starter, IScheduler scheduler)
{
    /// <exception cref="ApiException">403 and 404 as for every change, 400 when there is nothing to process or it is being processed.</exception>
    public async Task StartAsync(string transcriptId, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var transcript = await db.Transcripts.WritableAsync(transcriptId, caller, cancellationToken);
        if (transcript.Locked)
            throw ApiException.BadRequest("Recording is locked");
        if (transcript.RecordingId is null)
            throw ApiException.BadRequest("Recording is not ready for processing");
        await starter.StartAsync(db, transcript, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
