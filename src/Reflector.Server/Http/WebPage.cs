using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Reflector.Server.Http;

/// <summary>Serves the built page; every address that is not the API's is one of its routes.</summary>
internal static class WebPage
{
    /// <summary>For what no endpoint answers; the API's own addresses are not among it.</summary>
    public static void UseWebPage(this WebApplication app)
    {
        if (Folder() is not { } folder)
        {
            app.MapWhen(
                IsRoute,
                missing =>
                    missing.Run(context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                        return context.Response.WriteAsync("The web page is not built: run eng/setup.");
                    })
            );
            return;
        }
        var files = new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            OnPrepareResponse = context => Cache(context.Context),
        };
        app.UseStaticFiles(files);
        app.MapWhen(
            IsRoute,
            page =>
            {
                page.Use(
                    (context, next) =>
                    {
                        context.Request.Path = context.Request.Path == "/docs" ? "/docs.html" : "/index.html";
                        return next(context);
                    }
                );
                page.UseStaticFiles(files);
            }
        );
    }

    /// <summary>One of the page's addresses: not the API's, and no missing file.</summary>
    private static bool IsRoute(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path);
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
            && !Path.GetFileName(path.Value ?? "").Contains('.', StringComparison.Ordinal);
    }

    // Vite names what lies under assets/ by its content.
    private static void Cache(HttpContext context) =>
        context.Response.Headers[HeaderNames.CacheControl] = context.Request.Path.StartsWithSegments(
            "/assets",
            StringComparison.Ordinal
        )
            ? "public, max-age=31536000, immutable"
            : "no-cache";

    /// <summary>Beside the program when it is published, else in the source tree above it.</summary>
    public static string? Folder()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (File.Exists(Path.Combine(published, "index.html")))
            return published;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reflector.slnx")))
            {
                var built = Path.Combine(folder.FullName, "web", "dist");
                return File.Exists(Path.Combine(built, "index.html")) ? built : null;
            }
        }
        return null;
    }
}
