using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Reflector.Fakes.Storage;

/// <summary>One file behind an address, given out well or badly.</summary>
public sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _ranges = new();

    private FileServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "/meeting.wav");

    public byte[] Content { get; set; } = [];

    /// <summary>Quoted; null for none.</summary>
    public string? Tag { get; set; } = "\"1\"";

    /// <summary>Answers break off after that many bytes; once for each.</summary>
    public ConcurrentQueue<int> BreaksAfter { get; } = new();

    /// <summary>Answered in place of the file; 0 for the file.</summary>
    public int Status { get; set; }

    /// <summary>Where requests are sent instead.</summary>
    public string? Redirect { get; set; }

    /// <summary>No length is told, and the end never comes.</summary>
    public bool IsEndless { get; set; }

    /// <summary>Of each request; empty for the whole.</summary>
    public IReadOnlyList<string> Ranges => [.. _ranges];

    public static async Task<FileServer> StartAsync()
    {
        var server = new FileServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _ranges.Enqueue(context.Request.Headers.Range.ToString());
        if (Redirect is not null)
        {
            context.Response.Redirect(Redirect);
            return;
        }
        if (Status != 0)
        {
            context.Response.StatusCode = Status;
            return;
        }
        if (Tag is not null)
            context.Response.Headers.ETag = Tag;
        while (IsEndless)
            await context.Response.Body.WriteAsync(new byte[64 << 10], context.RequestAborted);
        await SendAsync(context, From(context));
    }

    private int From(HttpContext context)
    {
        var range = context.Request.Headers.Range.ToString();
        return range.Length > 0 && context.Request.Headers["If-Range"] == Tag
            ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)
            : 0;
    }

    private async Task SendAsync(HttpContext context, int from)
    {
        if (from >= Content.Length && from > 0)
        {
            context.Response.StatusCode = 416;
            context.Response.Headers.ContentRange = $"bytes */{Content.Length}";
            return;
        }
        if (from > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{Content.Length - 1}/{Content.Length}";
        }
        context.Response.ContentLength = Content.Length - from;
        if (BreaksAfter.TryDequeue(out var length))
        {
            // Less than was promised: the connection is closed behind it, and what was sent arrives.
            await context.Response.Body.WriteAsync(Content.AsMemory(from, length));
            await context.Response.Body.FlushAsync();
            return;
        }
        await context.Response.Body.WriteAsync(Content.AsMemory(from));
    }
}
