using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

internal sealed record Stage(string Name, string State, int Attempts, string? Error, DateTimeOffset? StartedAt);

internal sealed record ServerEvent(string Name, JsonElement Data, long Seq)
{
    public bool IsStage(string stage, string state) =>
        Name == "PIPELINE"
        && Data.GetProperty("stage").GetString() == stage
        && Data.GetProperty("state").GetString() == state;

    public bool IsEndOfRun => IsStage("publish", "done");
}

/// <summary>The server's API as any client uses it.</summary>
internal sealed class ReflectorClient(Uri address)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(60) };

    public Uri Address => address;

    public static async Task<bool> IsAnsweringAsync(Uri address)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(address, "/health"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<string> CreateAsync(string name)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(address, "/v1/transcripts"), new { name });
        return (await JsonAsync(response)).GetProperty("id").GetString()!;
    }

    /// <summary>Creates a transcript and sends its recording; the processing has begun when it returns.</summary>
    public async Task<string> UploadAsync(string file)
    {
        var id = await CreateAsync(Path.GetFileName(file));
        await SendChunkAsync(
            id,
            Path.GetFileName(file),
            0,
            1,
            new ByteArrayContent(await File.ReadAllBytesAsync(file))
        );
        return id;
    }

    public async Task SendChunkAsync(string id, string fileName, int number, int total, HttpContent chunk)
    {
        using var form = new MultipartFormDataContent();
        chunk.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(chunk, "chunk", fileName);
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"/v1/transcripts/{id}/record/upload?chunk_number={number}&total_chunks={total}"
        );
        using var response = await Http.PostAsync(new Uri(address, path), form);
        await JsonAsync(response);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(address, path), body);
        return await JsonAsync(response);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(address, path));
        return await JsonAsync(response);
    }

    public async Task ProcessAsync(string id)
    {
        using var response = await Http.PostAsync(new Uri(address, $"/v1/transcripts/{id}/process"), null);
        await JsonAsync(response);
    }

    /// <summary>Has the audio deleted for good.</summary>
    public async Task DeleteAudioAsync(string id)
    {
        using var response = await Http.PatchAsJsonAsync(
            new Uri(address, $"/v1/transcripts/{id}"),
            new { audio_deleted = true }
        );
        await JsonAsync(response);
    }

    public async Task<string> StatusAsync(string id) =>
        (await GetAsync($"/v1/transcripts/{id}")).GetProperty("status").GetString()!;

    public async Task<IReadOnlyList<Stage>> StagesAsync(string id)
    {
        var pipeline = await GetAsync($"/v1/transcripts/{id}/pipeline");
        return
        [
            .. pipeline
                .GetProperty("stages")
                .EnumerateArray()
                .Select(stage => new Stage(
                    stage.GetProperty("name").GetString()!,
                    stage.GetProperty("state").GetString()!,
                    stage.GetProperty("attempts").GetInt32(),
                    stage.GetProperty("error").GetString(),
                    stage.GetProperty("started_at").ValueKind == JsonValueKind.Null
                        ? null
                        : stage.GetProperty("started_at").GetDateTimeOffset()
                )),
        ];
    }

    public async Task<Stage> StageAsync(string id, string name) =>
        (await StagesAsync(id)).Single(stage => stage.Name == name);

    /// <summary>Waits until the last stage is done.</summary>
    public Task<TimeSpan> EndedAsync(string id, TimeSpan limit) =>
        Eventually.TrueAsync(
            async () => (await StageAsync(id, "publish")).State == "done",
            limit,
            $"the processing of {id} ends",
            async () => string.Join('\n', await StagesAsync(id))
        );

    public Task<TimeSpan> RunningAsync(string id, string stage, TimeSpan limit) =>
        Eventually.TrueAsync(
            async () => (await StageAsync(id, stage)).State == "running",
            limit,
            $"{stage} of {id} runs",
            async () => string.Join('\n', await StagesAsync(id))
        );

    public async Task<string> TextAsync(string id) =>
        (await GetAsync($"/v1/transcripts/{id}?transcript_format=text")).GetProperty("transcript").GetString()!;

    /// <summary>Everything that readers get of a processed recording, but for ids and dates.</summary>
    public async Task<string> ResultAsync(string id)
    {
        var transcript = await GetAsync($"/v1/transcripts/{id}");
        var topics = await GetAsync($"/v1/transcripts/{id}/topics/with-words");
        var waveform = await GetAsync($"/v1/transcripts/{id}/audio/waveform");
        var text = new StringBuilder();
        foreach (var name in new[] { "status", "title", "short_summary", "long_summary", "action_items", "duration" })
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {transcript.GetProperty(name)}");
        foreach (var topic in topics.EnumerateArray())
        {
            foreach (var name in new[] { "title", "summary", "timestamp", "duration", "transcript", "words" })
                text.AppendLine(CultureInfo.InvariantCulture, $"topic {name}: {topic.GetProperty(name)}");
        }
        return text.AppendLine(CultureInfo.InvariantCulture, $"waveform: {waveform}").ToString();
    }

    public Task<EventSocket> ListenAsync(string id, long? after = null) => EventSocket.OpenAsync(address, id, after);

    /// <summary>The whole log of a finished processing.</summary>
    public async Task<IReadOnlyList<ServerEvent>> LogAsync(string id)
    {
        await using var socket = await ListenAsync(id, after: 0);
        return await socket.ReadUntilAsync(item => item.IsEndOfRun, TimeSpan.FromSeconds(20));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{response.RequestMessage!.RequestUri}: {response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }
}

/// <summary>A browser's WebSocket.</summary>
internal sealed class EventSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<EventSocket> OpenAsync(Uri address, string id, long? after)
    {
        var socket = new EventSocket();
        var uri = new UriBuilder(address)
        {
            Scheme = "ws",
            Path = $"/v1/transcripts/{id}/events",
            Query = after is null ? "" : string.Create(CultureInfo.InvariantCulture, $"after={after}"),
        };
        await socket._socket.ConnectAsync(uri.Uri, CancellationToken.None);
        return socket;
    }

    /// <summary>All events up to and including the one asked for.</summary>
    public async Task<IReadOnlyList<ServerEvent>> ReadUntilAsync(Func<ServerEvent, bool> isLast, TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        var events = new List<ServerEvent>();
        try
        {
            do events.Add(await ReadAsync(timeout.Token));
            while (!isLast(events[^1]));
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The event did not come. What came: {string.Join('\n', events)}", exception);
        }
        return events;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ServerEvent> ReadAsync(CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException("The server closed the socket");
            frame.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        var json = JsonDocument.Parse(frame.ToArray()).RootElement;
        return new(
            json.GetProperty("event").GetString()!,
            json.GetProperty("data"),
            json.GetProperty("seq").GetInt64()
        );
    }
}
