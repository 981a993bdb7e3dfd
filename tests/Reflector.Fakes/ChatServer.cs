using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Reflector.Fakes;

/// <summary>A chat completions server on a port of its own that follows OpenAI's protocol, its refusals included.</summary>
public sealed class ChatServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<ChatRequest, ChatReply>> _next = new();
    private readonly ConcurrentQueue<ChatRequest> _requests = new();

    private ChatServer(WebApplication app) => _app = app;

    /// <summary>Base address for clients, as in <c>http://127.0.0.1:PORT/v1</c>.</summary>
    public Uri Url => new($"{_app.Urls.First()}/v1");

    /// <summary>Accepted key; null accepts any.</summary>
    public string? Key { get; set; }

    /// <summary>Answers 400 to requests with <c>response_format</c>, as older servers do.</summary>
    public bool RefusesResponseFormat { get; set; }

    /// <summary>Answers 400 to requests with <c>temperature</c>, as reasoning models do.</summary>
    public bool RefusesTemperature { get; set; }

    /// <summary>The answer when nothing is queued.</summary>
    public Func<ChatRequest, ChatReply> Answer { get; set; } = _ => ChatReply.Text("{}");

    /// <summary>Awaited before each answer.</summary>
    public Func<ChatRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<ChatRequest> Requests => [.. _requests];

    public static async Task<ChatServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ChatServer(app);
        app.MapPost("/v1/chat/completions", server.CompleteAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers given once, in order, before <see cref="Answer"/>.</summary>
    public ChatServer Then(params ChatReply[] replies)
    {
        foreach (var reply in replies)
        {
            _next.Enqueue(_ => reply);
        }

        return this;
    }

    /// <summary>Forgets what it was asked and told.</summary>
    public void Reset()
    {
        _next.Clear();
        _requests.Clear();
        Before = _ => Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CompleteAsync(HttpContext context)
    {
        var body = (
            await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted)
        )!.AsObject();
        var request = new ChatRequest(body, context.Request.Headers.Authorization.ToString());
        _requests.Enqueue(request);
        await Before(request);
        var reply = Refusal(request) ?? (_next.TryDequeue(out var next) ? next(request) : Answer(request));
        if (reply.Never)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (reply.Breaks)
        {
            context.Abort();
            return;
        }

        if (request.IsStreamed && reply is { Status: 200, Raw: null })
        {
            await ChatStream.SendAsync(context, request, reply);
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        if (reply.RetryAfter is not null)
        {
            context.Response.Headers.RetryAfter = reply.RetryAfter;
        }

        await context.Response.WriteAsync(reply.Status == 200 ? Completion(request, reply) : Error(reply));
    }

    private ChatReply? Refusal(ChatRequest request)
    {
        if (Key is not null && request.Authorization != $"Bearer {Key}")
        {
            return ChatReply.Error(401, $"Incorrect API key provided: {request.Authorization}");
        }

        if (RefusesResponseFormat && request.HasResponseFormat)
        {
            return ChatReply.Error(400, "response_format is not supported");
        }

        return RefusesTemperature && request.Body.ContainsKey("temperature")
            ? ChatReply.Error(400, "Unsupported value: 'temperature'")
            : null;
    }

    private static string Completion(ChatRequest request, ChatReply reply) =>
        reply.Raw
        ?? JsonSerializer.Serialize(
            new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1_700_000_000,
                model = request.Model,
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        message = new { role = "assistant", content = reply.Content },
                        finish_reason = reply.CutOff ? "length" : "stop",
                    },
                },
                usage = new
                {
                    prompt_tokens = 1,
                    completion_tokens = 1,
                    total_tokens = 2,
                },
            }
        );

    private static string Error(ChatReply reply) =>
        JsonSerializer.Serialize(
            new
            {
                error = new
                {
                    message = reply.Content,
                    type = "error",
                    code = (string?)null,
                },
            }
        );
}

/// <summary>What a client asked.</summary>
public sealed record ChatRequest(JsonObject Body, string Authorization)
{
    public string Model => Body["model"]!.GetValue<string>();

    public bool IsStreamed => Body["stream"]?.GetValue<bool>() == true;

    public bool HasResponseFormat => Body.ContainsKey("response_format");

    /// <summary>Name of the JSON schema that was asked for.</summary>
    public string? Schema => Body["response_format"]?["json_schema"]?["name"]?.GetValue<string>();

    public IReadOnlyList<string> Messages =>
        [.. Body["messages"]!.AsArray().Select(message => Text(message!["content"]!))];

    private static string Text(JsonNode content) =>
        content is JsonArray parts
            ? string.Concat(parts.Select(part => part!["text"]!.GetValue<string>()))
            : content.GetValue<string>();
}

/// <summary>What the server says.</summary>
public sealed record ChatReply
{
    public int Status { get; private init; } = 200;

    public string Content { get; private init; } = "";

    /// <summary>Whole body, in place of a completion around <see cref="Content"/>.</summary>
    public string? Raw { get; private init; }

    public string? RetryAfter { get; private init; }

    public bool CutOff { get; private init; }

    public bool Never { get; private init; }

    public bool Breaks { get; private init; }

    /// <summary>Goes on with its content for ever; only where the client streams.</summary>
    public bool IsEndless { get; private init; }

    /// <summary>The connection breaks in the middle of what is streamed.</summary>
    public bool BreaksInside { get; private init; }

    /// <summary>No answer before the client gives up.</summary>
    public static ChatReply Silence { get; } = new() { Never = true };

    /// <summary>The connection breaks.</summary>
    public static ChatReply Broken { get; } = new() { Breaks = true };

    public static ChatReply Text(string content) => new() { Content = content };

    public static ChatReply Endless(string piece) => new() { Content = piece, IsEndless = true };

    public static ChatReply BrokenInside(string content) => new() { Content = content, BreaksInside = true };

    public static ChatReply Body(string raw) => new() { Raw = raw };

    public static ChatReply Truncated(string content) => new() { Content = content, CutOff = true };

    public static ChatReply Error(int status, string message = "no", string? retryAfter = null) =>
        new()
        {
            Status = status,
            Content = message,
            RetryAfter = retryAfter,
        };
}
