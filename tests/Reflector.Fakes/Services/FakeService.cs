using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Reflector.Fakes.Services;

/// <summary>What every service on a port of its own has: a record of requests, answers that go wrong, its end.</summary>
public abstract class FakeService : IAsyncDisposable
{
    private readonly ConcurrentQueue<FakeAnswer> _next = new();
    private readonly ConcurrentQueue<FakeRequest> _requests = new();

    private protected FakeService(int port, string key, TimeProvider clock)
    {
        Key = key;
        Clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        App = builder.Build();
        Webhooks = new(clock);
    }

    /// <summary>The key that clients must show.</summary>
    public string Key { get; }

    /// <summary>Where its rooms are: <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Address => new(App.Urls.First());

    /// <summary>Base address for clients.</summary>
    public Uri ApiUrl => new(Address, "/v1");

    /// <summary>Of the API, in order.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>What it tells others.</summary>
    public WebhookSender Webhooks { get; }

    /// <summary>How long each answer of the API takes; for measurements.</summary>
    public TimeSpan LastAnswerTook { get; private set; }

    private protected WebApplication App { get; }

    private protected TimeProvider Clock { get; }

    private protected Lock State { get; } = new();

    /// <summary>Answers given once, in order, to the next requests of the API.</summary>
    public void Then(params FakeAnswer[] answers)
    {
        foreach (var answer in answers)
            _next.Enqueue(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task RunAsync(string pageFolder)
    {
        App.Use(ApiAsync);
        App.UseRouting();
        MapApi();
        MapControl();
        RoomPage.Map(App, pageFolder);
        App.UseEndpoints(_ => { });
        await App.StartAsync();
    }

    private protected abstract void MapApi();

    private protected abstract void MapControl();

    /// <returns>Null to go on; else the refusal, before anything is done.</returns>
    private protected abstract IResult? Refusal(HttpRequest request);

    private async Task ApiAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        var started = Clock.GetTimestamp();
        await RememberAsync(context.Request);
        if (_next.TryDequeue(out var answer))
            await answer.WriteAsync(context, next);
        else if (Refusal(context.Request) is { } refusal)
            await refusal.ExecuteAsync(context);
        else
            await next(context);
        LastAnswerTook = Clock.GetElapsedTime(started);
    }

    private async Task RememberAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        _requests.Enqueue(
            new(
                request.Method,
                request.Path + request.QueryString,
                request.Headers.Authorization.ToString(),
                request.ContentType ?? "",
                body
            )
        );
    }
}
