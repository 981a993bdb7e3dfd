using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Reflector.Fakes.Services;

namespace Reflector.Fakes.Zulip;

/// <param name="Content">As Zulip stores it: cut when it is too long.</param>
public sealed record ZulipServerMessage(long Id, string Stream, string Topic, string Content, int Edits);

/// <summary>
/// A Zulip organisation with one bot: streams, topics, messages and the errors of its REST API
/// (https://zulip.com/api/rest, https://zulip.com/api/rest-error-handling).
/// </summary>
public sealed class ZulipServer : IAsyncDisposable
{
    public const string BotEmail = "reflector-bot@zulip.example.org";
    public const string ApiKey = "zulip-api-key-of-the-fake";

    /// <summary>In Unicode's code points.</summary>
    private const int LongestMessage = 10_000;
    private const int LongestTopic = 60;

    private readonly WebApplication _app;
    private readonly Lock _state = new();
    private readonly List<string> _streams = ["general", "engineering", "minutes & notes"];
    private readonly Dictionary<long, ZulipServerMessage> _messages = [];
    private readonly Queue<FakeAnswer> _next = new();
    private readonly List<FakeRequest> _requests = [];
    private long _lastId = 40;

    private ZulipServer(WebApplication app) => _app = app;

    /// <summary>What <c>ZULIP_REALM</c> is set to.</summary>
    public string Realm => _app.Urls.First();

    public IReadOnlyList<ZulipServerMessage> Messages
    {
        get
        {
            lock (_state)
                return [.. _messages.Values.OrderBy(message => message.Id)];
        }
    }

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_state)
                return [.. _requests];
        }
    }

    /// <summary>Messages can no longer be edited, as after the time that an organisation sets.</summary>
    public bool RefusesEdits { get; set; }

    /// <summary>The settings of a server that posts here.</summary>
    public Dictionary<string, string?> Settings =>
        new(StringComparer.Ordinal)
        {
            ["ZULIP_REALM"] = Realm,
            ["ZULIP_BOT_EMAIL"] = BotEmail,
            ["ZULIP_API_KEY"] = ApiKey,
        };

    public static async Task<ZulipServer> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var server = new ZulipServer(app);
        app.Use(server.GuardAsync);
        app.UseRouting();
        server.Map(app.MapGroup("/api/v1"));
        app.UseEndpoints(_ => { });
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers given once, in order, to the next requests.</summary>
    public void Then(params FakeAnswer[] answers)
    {
        lock (_state)
        {
            foreach (var answer in answers)
                _next.Enqueue(answer);
        }
    }

    /// <summary>Zulip's answer to too many requests.</summary>
    public static FakeAnswer TooMany(double seconds) =>
        FakeAnswer.Error(
            429,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"code":"RATE_LIMIT_HIT","msg":"API usage exceeded rate limit","result":"error","retry-after":{{seconds}}}"""
            ),
            Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>Somebody deletes a message.</summary>
    public void Delete(long id)
    {
        lock (_state)
            _messages.Remove(id);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map(RouteGroupBuilder api)
    {
        api.MapGet(
            "/users/me",
            () =>
                Success(
                    new()
                    {
                        ["user_id"] = 7,
                        ["is_bot"] = true,
                        ["email"] = BotEmail,
                    }
                )
        );
        api.MapGet("/streams", Streams);
        api.MapGet("/users/me/{streamId:int}/topics", Topics);
        api.MapPost("/messages", async (HttpRequest request) => Send(await request.ReadFormAsync()));
        api.MapPatch(
            "/messages/{id:long}",
            async (long id, HttpRequest request) => Edit(id, await request.ReadFormAsync())
        );
    }

    private IResult Streams()
    {
        lock (_state)
            return Success(
                new()
                {
                    ["streams"] = new JsonArray([
                        .. _streams.Select(
                            (name, index) =>
                                new JsonObject
                                {
                                    ["stream_id"] = index + 1,
                                    ["name"] = name,
                                    ["invite_only"] = false,
                                }
                        ),
                    ]),
                }
            );
    }

    private IResult Topics(int streamId)
    {
        lock (_state)
        {
            if (streamId < 1 || streamId > _streams.Count)
                return Error(400, "BAD_REQUEST", "Invalid channel ID");
            var topics = _messages
                .Values.Where(message => message.Stream == _streams[streamId - 1])
                .GroupBy(message => message.Topic)
                .Select(topic => (topic.Key, topic.Max(message => message.Id)))
                .OrderByDescending(topic => topic.Item2)
                .Select(topic => new JsonObject { ["name"] = topic.Key, ["max_id"] = topic.Item2 });
            return Success(new() { ["topics"] = new JsonArray([.. topics]) });
        }
    }

    /// <summary>Somebody writes a message.</summary>
    public void Say(string stream, string topic)
    {
        lock (_state)
            _messages[++_lastId] = new(_lastId, stream, topic, "Hello", 0);
    }

    private IResult Send(IFormCollection form)
    {
        foreach (var field in new[] { "type", "to", "content" })
        {
            if (!form.ContainsKey(field))
                return Error(400, "REQUEST_VARIABLE_MISSING", $"Missing '{field}' argument", ("var_name", field));
        }
        var content = form["content"].ToString().TrimEnd();
        if (content.Length == 0)
            return Error(400, "BAD_REQUEST", "Message must not be empty");
        var to = form["to"].ToString();
        var stream = to.StartsWith('"') ? JsonSerializer.Deserialize<string>(to)! : to;
        lock (_state)
        {
            if (_streams.Find(name => string.Equals(name, stream, StringComparison.OrdinalIgnoreCase)) is not { } known)
                return Error(400, "STREAM_DOES_NOT_EXIST", $"Channel '{stream}' does not exist", ("stream", stream));
            var topic = form["topic"].ToString();
            if (topic.Length > LongestTopic)
                topic = topic[..(LongestTopic - 3)] + "...";
            var id = ++_lastId;
            _messages[id] = new(id, known, topic, Stored(content), 0);
            return Success(new() { ["id"] = id });
        }
    }

    private IResult Edit(long id, IFormCollection form)
    {
        lock (_state)
        {
            if (!_messages.TryGetValue(id, out var message))
                return Error(400, "BAD_REQUEST", "Invalid message(s)");
            if (RefusesEdits)
                return Error(400, "BAD_REQUEST", "The time limit for editing this message has passed");
            _messages[id] = message with { Content = Stored(form["content"].ToString()), Edits = message.Edits + 1 };
            return Success([]);
        }
    }

    private static string Stored(string content) =>
        content.EnumerateRunes().Count() <= LongestMessage
            ? content
            : string.Concat(content.EnumerateRunes().Take(LongestMessage - 20)) + "\n[message truncated]";

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var answer = await RememberAsync(context.Request);
        if (answer is not null)
        {
            await answer.WriteAsync(context, next);
            return;
        }
        var bot = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{BotEmail}:{ApiKey}"));
        if (context.Request.Headers.Authorization != $"Basic {bot}")
        {
            await Error(401, "INVALID_API_KEY", "Invalid API key").ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private async Task<FakeAnswer?> RememberAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        lock (_state)
        {
            _requests.Add(
                new(
                    request.Method,
                    request.Path + request.QueryString,
                    request.Headers.Authorization.ToString(),
                    request.ContentType ?? "",
                    body
                )
            );
            return _next.TryDequeue(out var answer) ? answer : null;
        }
    }

    private static IResult Success(JsonObject answer)
    {
        answer["msg"] = "";
        answer["result"] = "success";
        return Results.Text(answer.ToJsonString(), "application/json");
    }

    private static IResult Error(int status, string code, string message, params (string Name, string Value)[] more)
    {
        var answer = new JsonObject
        {
            ["code"] = code,
            ["msg"] = message,
            ["result"] = "error",
        };
        foreach (var (name, value) in more)
            answer[name] = value;
        return Results.Text(answer.ToJsonString(), "application/json", statusCode: status);
    }
}
