using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;

namespace Reflector.Server.Transcripts;

internal static class TranscriptStatusExtensions
{
    /// <summary>
    /// Locks the row until the end of the transaction. Whoever changes a transcript and appends its events takes the row
    /// first and the events second; the other way round two could wait for each other.
    /// </summary>
    public static Task LockTranscriptAsync(
        this ReflectorDb db,
        string transcriptId,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM transcript WHERE id = {transcriptId} FOR NO KEY UPDATE",
            cancellationToken
        );

    /// <summary>Changes the status and says so, in the transaction of <paramref name="db"/>.</summary>
    public static async Task SetStatusAsync(
        this ReflectorDb db,
        EventLog events,
        string transcriptId,
        TranscriptStatus status,
        CancellationToken cancellationToken
    )
    {
        var changed = await db
            .Transcripts.Where(transcript => transcript.Id == transcriptId && transcript.Status != status)
            .ExecuteUpdateAsync(set => set.SetProperty(transcript => transcript.Status, status), cancellationToken);
        if (changed > 0)
            await events.AppendAsync(
                db,
                EventLog.TranscriptStream(transcriptId),
                TranscriptEvents.Status,
                new TranscriptWsStatusData(status),
                cancellationToken
            );
    }
}
