using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;

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
        EventFeed feed,
        Caller caller,
        IHostApplicationLifetime lifetime,
        long? after = null
    )
    {
        var cancellationToken = context.RequestAborted;
        var stream = EventLog.TranscriptStream(transcript_id);
        long replayedTo;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
            replayedTo = await EventLog.LastSeqAsync(db, stream, cancellationToken);
        }
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ApiException(StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only");

        using var socket = await context.WebSockets.AcceptWebSocketAsync(ApiKeyStore.AcceptedSubprotocol(context));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            lifetime.ApplicationStopping
        );
        var closed = ReadUntilClosedAsync(socket, ended);
        try
        {
            await foreach (var item in feed.SubscribeAsync(stream, after ?? 0, ended.Token))
            {
                if (after is null && item.Seq <= replayedTo && TranscriptEvents.Transient.Contains(item.Name))
                    continue;
                await socket.SendAsync(Frame(item), WebSocketMessageType.Text, endOfMessage: true, ended.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The browser left, or the server stops.
        }
        await closed;
    }

    private static ReadOnlyMemory<byte> Frame(StoredEvent item) =>
        Encoding.UTF8.GetBytes(
            $$"""{"event":{{JsonSerializer.Serialize(item.Name)}},"data":{{item.Data}},"seq":{{item.Seq}}}"""
        );

    /// <summary>What the client sends is read and ignored; reading also answers its pings and notices its leaving.</summary>
    private static async Task ReadUntilClosedAsync(WebSocket socket, CancellationTokenSource ended)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, ended.Token)).MessageType != WebSocketMessageType.Close) { }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // Gone without a word.
        }
        await ended.CancelAsync();
    }
}
