using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Reflector.Storage.Tests;

/// <summary>Stands before a real server and breaks what a test asks it to break.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private static readonly string[] s_ownHeaders =
    [
        "Host",
        "Transfer-Encoding",
        "Connection",
        "Expect",
        "Content-Length",
    ];

    private readonly WebApplication _app;
    private readonly Uri _behind;
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private FaultyServer(WebApplication app, Uri behind) => (_app, _behind) = (app, behind);

    public Uri Address => new(_app.Urls.First());

    /// <summary>Answers instead of the real server when it returns true.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    /// <summary>Changes a body on its way to the real server.</summary>
    public Func<HttpRequest, byte[], byte[]>? Sent { get; set; }

    /// <summary>Changes what the real server answered.</summary>
    public Action<HttpRequest, HttpResponse> Answered { get; set; } = (_, _) => { };

    /// <summary>What was asked, as <c>PUT /path</c>.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<FaultyServer> StartAsync(Uri behind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        builder.WebHost.ConfigureKestrel(options => options.Limits.MinRequestBodyDataRate = null);
        var app = builder.Build();
        var server = new FaultyServer(app, behind);
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        lock (Requests)
            Requests.Add($"{context.Request.Method} {context.Request.Path}");
        if (await Instead(context))
            return;
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(_behind, context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget)
        );
        // Signed names (S3) keep the host that was asked for.
        request.Headers.Host = context.Request.Host.Value;
        if (context.Request.ContentLength is { } length)
            request.Content = await BodyAsync(context.Request, length);
        foreach (var header in context.Request.Headers.Where(header => !s_ownHeaders.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (name is not ("Transfer-Encoding" or "Connection"))
                context.Response.Headers[name] = values.ToArray();
        }
        Answered(context.Request, context.Response);
        if (!HttpMethods.IsHead(context.Request.Method))
            await answer.Content.CopyToAsync(context.Response.Body);
    }

    // Not in memory when nothing is changed: what other tests take of it is measured.
    private async Task<HttpContent> BodyAsync(HttpRequest request, long length)
    {
        if (Sent is null)
            return new StreamContent(request.Body) { Headers = { ContentLength = length } };
        var body = new byte[length];
        await request.Body.ReadExactlyAsync(body);
        return new ByteArrayContent(Sent(request, body));
    }
}
