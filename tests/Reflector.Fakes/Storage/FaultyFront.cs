using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reflector.Fakes.Services;

namespace Reflector.Fakes.Storage;

/// <summary>
/// Stands before an <see cref="S3Server"/> and passes on what is asked of its bucket and of one queue of its own, unless
/// it is told to answer something else.
/// </summary>
public sealed class FaultyFront : IAsyncDisposable
{
    private const string QueuePath = "/000000000000/recordings";

    private readonly ConcurrentQueue<FakeAnswer> _next = new();
    private readonly HttpClient _target;
    private readonly WebApplication _app;
    private string _queueUrl = "";

    private FaultyFront(Uri target)
    {
        _target = new HttpClient(new SocketsHttpHandler()) { BaseAddress = target, Timeout = TimeSpan.FromMinutes(1) };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Of the queue, as seen through the front.</summary>
    public string Queue => new Uri(Address, QueuePath).ToString();

    /// <summary>Whatever is given back to the queue is handed out again at once.</summary>
    public bool IsImpatient { get; set; }

    /// <summary>Everything is refused with 403.</summary>
    public bool IsClosed { get; set; }

    public static async Task<FaultyFront> StartAsync(S3Server target)
    {
        var front = new FaultyFront(target.Address);
        await front._app.StartAsync();
        var made = await front.CallAsync("CreateQueue", new() { ["QueueName"] = Guid.CreateVersion7().ToString() });
        front._queueUrl = (string)made["QueueUrl"]!;
        return front;
    }

    /// <summary>Answers given once, in order, to the next requests.</summary>
    public void Then(params FakeAnswer[] answers)
    {
        foreach (var answer in answers)
            _next.Enqueue(answer);
    }

    public Task SendAsync(string body) =>
        CallAsync("SendMessage", new() { ["QueueUrl"] = _queueUrl, ["MessageBody"] = body });

    /// <summary>Messages that are in the queue, whether somebody has them or not.</summary>
    public async Task<int> CountAsync()
    {
        string[] names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];
        var answer = await CallAsync(
            "GetQueueAttributes",
            new()
            {
                ["QueueUrl"] = _queueUrl,
                ["AttributeNames"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
            }
        );
        return names.Sum(name => int.Parse((string)answer["Attributes"]![name]!, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _target.Dispose();
    }

    private async Task<JsonObject> CallAsync(string action, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{action}");
        // The service reads its region out of it.
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=x/20261120/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=x"
        );
        using var answer = await _target.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsClosed)
        {
            context.Response.StatusCode = 403;
            return;
        }
        if (_next.TryDequeue(out var fault))
        {
            if (fault.Breaks)
            {
                context.Abort();
                return;
            }
            context.Response.StatusCode = fault.Status;
            context.Response.ContentType = fault.ContentType;
            await context.Response.WriteAsync(fault.Body);
            return;
        }
        await PassOnAsync(context);
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var isQueue = context
            .Request.Headers["X-Amz-Target"]
            .ToString()
            .StartsWith("AmazonSQS.", StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent()
        )
        {
            Content = new ByteArrayContent(isQueue ? OwnQueue(body.ToArray()) : body.ToArray()),
        };
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name is "Host" or "Content-Length")
                continue;
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        using var answer = await _target.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Connection"))
                context.Response.Headers[name] = values.ToArray();
        }
        if (!HttpMethods.IsHead(context.Request.Method))
            await answer.Content.CopyToAsync(context.Response.Body);
    }

    private byte[] OwnQueue(byte[] body)
    {
        var call = JsonNode.Parse(body)!.AsObject();
        if ((string?)call["QueueUrl"] == Queue)
            call["QueueUrl"] = _queueUrl;
        if (IsImpatient && call.ContainsKey("ReceiptHandle") && call.ContainsKey("VisibilityTimeout"))
            call["VisibilityTimeout"] = 0;
        return Encoding.UTF8.GetBytes(call.ToJsonString());
    }
}
