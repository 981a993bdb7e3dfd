using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Http;

/// <summary>
/// Keeps our page from being framed, its content from being guessed and its requests at home. Only the video platforms
/// that are set up may be framed, and only they are handed camera, microphone and screen.
/// </summary>
internal sealed class SecurityHeaders
{
    private static readonly string[] Delegated = ["autoplay", "camera", "display-capture", "fullscreen", "microphone"];

    private readonly RequestDelegate _next;
    private readonly string _contentPolicy;
    private readonly string _permissions;
    private readonly string _referrer;

    public SecurityHeaders(RequestDelegate next, VideoPlatformRegistry platforms, ReflectorSettings settings)
    {
        _next = next;
        var origins = platforms
            .All.Where(platform => platform.MissingSettings(settings).Count == 0)
            .SelectMany(platform => platform.FrameOrigins(settings))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        // A composed recording is played from where its platform put it.
        var media = string.Concat((settings.DailyStorage?.Origins ?? []).Select(origin => " " + origin));
        _contentPolicy =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + $"media-src 'self' blob:{media}; "
            + $"connect-src 'self'; frame-src {(origins.Count == 0 ? "'none'" : string.Join(' ', origins))}; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        // Platforms look at who frames them; they are told our address, and no path of it.
        _referrer = origins.Count == 0 ? "same-origin" : "strict-origin-when-cross-origin";
        var allowed = string.Join(' ', origins.Select(origin => $"\"{origin}\"").Prepend("self"));
        _permissions = string.Join(", ", Delegated.Select(feature => $"{feature}=({allowed})"));
    }

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an error on the way empties the headers.
        context.Response.OnStarting(Set, context.Response);
        return _next(context);
    }

    private Task Set(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = _contentPolicy;
        headers["Permissions-Policy"] = _permissions;
        // A public transcript is for whoever has its link, not for whoever searches the web.
        headers["X-Robots-Tag"] = "noindex";
        headers["Referrer-Policy"] = _referrer;
        return Task.CompletedTask;
    }
}
