using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Reflector.Server.Http;

/// <summary>Serves the built page; every address that is not the API's is one of its routes.</summary>
internal static class WebPage
{
    public static void MapWebPage(this WebApplication app)
    {
        if (Folder() is not { } folder)
        {
            app.MapFallback(() =>
                Results.Text(
                    "The web page is not built: run eng/setup.",
                    statusCode: StatusCodes.Status503ServiceUnavailable
                )
            );
            return;
        }
        var files = new PhysicalFileProvider(folder);
        app.UseStaticFiles(
            new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => Cache(context.Context) }
        );
        app.MapFallbackToFile(
            "index.html",
            new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => Cache(context.Context) }
        );
        app.MapGet("/docs", () => Results.File(Path.Combine(folder, "docs.html"), "text/html"))
            .ExcludeFromDescription();
        app.MapFallback("/v1/{**rest}", () => Results.NotFound());
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
