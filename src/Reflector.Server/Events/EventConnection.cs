using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Http;

namespace Reflector.Server.Events;

/// <summary>A WebSocket on which events are sent as they happen: <c>{"event": …, "data": …, "seq": …}</c>.</summary>
internal sealed class EventConnection(EventFeed feed, IHostApplicationLifetime lifetime)
{
    /// <summary>Sends a stream's events behind <paramref name="after"/> until the client leaves or the server stops.</summary>
    /// <param name="context">The request to be upgraded.</param>
    /// <param name="stream">What is sent.</param>
    /// <param name="after">A position in it.</param>
    /// <param name="dataOf">JSON of what this client is told of an event; null for nothing.</param>
    /// <exception cref="ApiException">426 for a plain request.</exception>
    public async Task SendAsync(HttpContext context, string stream, long after, Func<StoredEvent, string?> dataOf)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ApiException(StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only");

        using var socket = await context.WebSockets.AcceptWebSocketAsync(ApiKeyStore.AcceptedSubprotocol(context));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        var closed = ReadUntilClosedAsync(socket, ended);
        try
        {
            await foreach (var item in feed.SubscribeAsync(stream, after, ended.Token))
            {
                if (dataOf(item) is { } data)
                    await socket.SendAsync(
                        Frame(item, data),
                        WebSocketMessageType.Text,
                        endOfMessage: true,
                        ended.Token
                    );
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The browser left, or the server stops.
        }
        await closed;
    }

    private static ReadOnlyMemory<byte> Frame(StoredEvent item, string data) =>
        Encoding.UTF8.GetBytes(
            $$"""{"event":{{JsonSerializer.Serialize(item.Name)}},"data":{{data}},"seq":{{item.Seq}}}"""
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
