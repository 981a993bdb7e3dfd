using Microsoft.AspNetCore.Http;

namespace Reflector.Fakes.Services;

/// <summary>What a service answers in place of what it should.</summary>
public sealed record FakeAnswer
{
    public int Status { get; private init; } = 200;

    public string Body { get; private init; } = "";

    public string ContentType { get; private init; } = "application/json";

    public string? RetryAfter { get; private init; }

    public string? Location { get; private init; }

    /// <summary>The request is done, and only then goes wrong what follows.</summary>
    public bool IsDoneFirst { get; private init; }

    internal bool IsNever { get; private init; }

    internal bool Breaks { get; private init; }

    /// <summary>No answer, for as long as the client waits.</summary>
    public static FakeAnswer Silence { get; } = new() { IsNever = true };

    /// <summary>The connection breaks before anything is done.</summary>
    public static FakeAnswer Broken { get; } = new() { Breaks = true };

    /// <summary>It is done, but the connection breaks before the answer.</summary>
    public static FakeAnswer DoneAndBroken { get; } = new() { Breaks = true, IsDoneFirst = true };

    public static FakeAnswer Error(int status, string body = "{}", string? retryAfter = null) =>
        new()
        {
            Status = status,
            Body = body,
            RetryAfter = retryAfter,
        };

    public static FakeAnswer Html(int status = 200) =>
        new()
        {
            Status = status,
            Body = "<!doctype html><title>Be right back</title>",
            ContentType = "text/html",
        };

    public static FakeAnswer Raw(string body) => new() { Body = body };

    public static FakeAnswer Redirect(string location) => new() { Status = 302, Location = location };

    /// <summary>Gives this answer.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="next">Does what was asked.</param>
    internal async Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        if (IsDoneFirst)
        {
            var response = context.Response.Body;
            context.Response.Body = Stream.Null;
            await next(context);
            context.Response.Body = response;
        }
        if (IsNever)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        if (Breaks)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        if (RetryAfter is not null)
            context.Response.Headers.RetryAfter = RetryAfter;
        if (Location is not null)
            context.Response.Headers.Location = Location;
        await context.Response.WriteAsync(Body);
    }
}
