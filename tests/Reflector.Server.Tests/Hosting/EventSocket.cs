using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Reflector.Server.Tests.Hosting;

internal sealed record Frame(string Event, JsonNode Data, long Seq)
{
    public bool Is(string name, string field, string value) =>
        Event == name && Data[field] is JsonValue text && text.ToString() == value;
}

/// <summary>A browser's connection to the events of a transcript, or of a person's list.</summary>
internal sealed class EventSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ClientWebSocket _socket = new();
    private readonly List<Frame> _seen = [];

    public IReadOnlyList<Frame> Seen => _seen;

    public static Task<EventSocket> OpenAsync(
        TestServer server,
        string transcriptId,
        long? after = null,
        string? user = null
    ) => OpenPathAsync(server, $"/v1/transcripts/{transcriptId}/events", after, UserHeader(user));

    /// <summary>The events of everything in the list of <paramref name="user"/>.</summary>
    public static Task<EventSocket> OpenListAsync(TestServer server, long? after = null, string? user = null) =>
        OpenPathAsync(server, "/v1/events", after, UserHeader(user));

    public static async Task<EventSocket> OpenPathAsync(
        TestServer server,
        string path,
        long? after = null,
        Action<ClientWebSocketOptions>? options = null
    )
    {
        var socket = new EventSocket();
        options?.Invoke(socket._socket.Options);
        var address = new UriBuilder(server.Address)
        {
            Scheme = "ws",
            Path = path,
            Query = after is null ? "" : $"after={after}",
        };
        using var limit = new CancellationTokenSource(Patience);
        await socket._socket.ConnectAsync(address.Uri, limit.Token);
        return socket;
    }

    public async Task<Frame> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult part;
        do
        {
            try
            {
                part = await _socket.ReceiveAsync(buffer, limit.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new TimeoutException($"Nothing came after: {string.Join('\n', _seen.TakeLast(5))}", exception);
            }
            if (part.MessageType == WebSocketMessageType.Close)
                throw new EndOfStreamException($"The server closed the socket: {_socket.CloseStatus}");
            text.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        var json = JsonNode.Parse(text.ToArray())!;
        var frame = new Frame((string)json["event"]!, json["data"]!, (long)json["seq"]!);
        _seen.Add(frame);
        return frame;
    }

    public async Task<Frame> WaitForAsync(Func<Frame, bool> wanted)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (wanted(frame))
                return frame;
        }
    }

    public Task<Frame> WaitForStatusAsync(string status) => WaitForAsync(item => item.Is("STATUS", "value", status));

    public Task<Frame> WaitForStageAsync(string stage, string state) =>
        WaitForAsync(item => item.Is("PIPELINE", "stage", stage) && item.Is("PIPELINE", "state", state));

    private static Action<ClientWebSocketOptions>? UserHeader(string? user) =>
        user is null ? null : options => options.SetRequestHeader(HeaderCallerSource.Header, user);

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
