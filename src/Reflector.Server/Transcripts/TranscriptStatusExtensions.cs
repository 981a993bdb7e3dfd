using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;

namespace Reflector.Server.Transcripts;

internal static class TranscriptStatusExtensions
{
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
