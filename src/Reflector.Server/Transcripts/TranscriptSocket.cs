using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Events;

namespace Reflector.Server.Transcripts;

/// <summary>Sends a transcript's events as they happen: <c>{"event": …, "data": …, "seq": …}</c>.</summary>
internal static class TranscriptSocket
{
    public static IEndpointRouteBuilder MapTranscriptEvents(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/transcripts/{transcript_id}/events", HandleAsync)
            .WithName("v1_transcript_get_websocket_events")
            .WithSummary("WebSocket with the events of a transcript")
            .WithTags("transcripts")
            .Produces<TranscriptWs>();
        return routes;
    }

    /// <summary>
    /// Without <c>after</c> the stored events come first, but for those that only mattered while they happened; with it,
    /// everything behind that position, so that a client that was cut off misses nothing.
    /// </summary>
    private static async Task HandleAsync(
        string transcript_id,
        HttpContext context,
        IDbContextFactory<ReflectorDb> databases,
        EventConnection connection,
        Caller caller,
        long? after = null
    )
    {
        var stream = EventLog.TranscriptStream(transcript_id);
        long replayedTo;
        await using (var db = await databases.CreateDbContextAsync(context.RequestAborted))
        {
            await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, context.RequestAborted);
            replayedTo = await EventLog.LastSeqAsync(db, stream, context.RequestAborted);
        }
        await connection.SendAsync(context, stream, after ?? 0, item => IsTold(item) ? item.Data : null);

        bool IsTold(StoredEvent item) =>
            after is not null || item.Seq > replayedTo || !TranscriptEvents.Transient.Contains(item.Name);
    }
}
