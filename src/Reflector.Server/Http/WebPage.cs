using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Reflector.Server.Http;

/// <summary>Serves the built page; every address that is not the API's is one of its routes.</summary>
internal static class WebPage
{
    /// <summary>Ending of a file beside the one that the build compressed.</summary>
    private const string Compressed = ".br";

    private static readonly FileExtensionContentTypeProvider _types = new()
    {
        Mappings = { [Compressed] = "application/octet-stream" },
    };

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
        var provider = new PhysicalFileProvider(folder);
        var files = new StaticFileOptions
        {
            FileProvider = provider,
            ContentTypeProvider = _types,
            OnPrepareResponse = Prepare,
        };
        app.Use(
            (context, next) =>
            {
                var compressed = context.Request.Path + Compressed;
                if (
                    IsAsset(context.Request)
                    && AcceptsBrotli(context.Request)
                    && provider.GetFileInfo(compressed).Exists
                )
                    context.Request.Path = compressed;
                return next(context);
            }
        );
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

    private static bool IsAsset(HttpRequest request) =>
        request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);

    private static void Prepare(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        // Vite names what lies under assets/ by its content.
        headers.CacheControl = IsAsset(context.Context.Request) ? "public, max-age=31536000, immutable" : "no-cache";
        if (!context.File.Name.EndsWith(Compressed, StringComparison.Ordinal))
            return;
        headers.ContentEncoding = "br";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (_types.TryGetContentType(context.File.Name[..^Compressed.Length], out var type))
            headers.ContentType = type;
    }

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
