using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Rooms;

/// <summary>A receiver of webhooks, and a server that may call it.</summary>
public sealed class WebhookReceiver(PostgresFixture postgres) : IAsyncLifetime
{
    private WebApplication _receiver = null!;

    internal TestServer Server { get; private set; } = null!;

    internal string Address => _receiver.Urls.First();

    internal ConcurrentQueue<(string Path, Dictionary<string, string> Headers, string Body)> Received { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/good", (Delegate)ReceiveAsync);
        _receiver.MapPost("/bad", () => Results.Text("no such thing", statusCode: 410));
        _receiver.MapPost("/elsewhere", () => Results.Redirect("/good"));
        _receiver.MapPost("/long", () => Results.Text(new string('x', 1_000_000)));
        await _receiver.StartAsync();
        Server = await TestServer.StartAsync(
            postgres,
            new(StringComparer.Ordinal) { ["WEBHOOK_ALLOWED_NETWORKS"] = "127.0.0.1" }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Received.Enqueue(
            (
                context.Request.Path.Value!,
                context.Request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                await reader.ReadToEndAsync()
            )
        );
        return Results.Text("thanks");
    }
}
