using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts;

/// <summary>
/// Tells programs that show links what a public transcript is about. Of any other they get the page that everybody gets,
/// whether there is such a transcript or not.
/// </summary>
internal static class LinkPreview
{
    private const string Pages = "/transcripts/";
    private const string HeadEnd = "</head>";
    private const int LongestDescription = 300;

    /// <summary>To be used before the page itself.</summary>
    public static void UseLinkPreviews(this WebApplication app)
    {
        if (WebPage.Folder() is not { } folder)
            return;
        app.Use(
            async (context, next) =>
            {
                if (await HeadAsync(context) is not { } head)
                {
                    await next(context);
                    return;
                }
                var page = await File.ReadAllTextAsync(Path.Combine(folder, "index.html"), context.RequestAborted);
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
                await context.Response.WriteAsync(
                    page.Replace(HeadEnd, head + HeadEnd, StringComparison.Ordinal),
                    context.RequestAborted
                );
            }
        );
    }

    /// <returns>Null when nothing may be told.</returns>
    private static async Task<string?> HeadAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (
            !HttpMethods.IsGet(context.Request.Method)
            || !path.StartsWith(Pages, StringComparison.Ordinal)
            || !Guid.TryParse(path[Pages.Length..], out _)
        )
            return null;
        var id = path[Pages.Length..];
        var db = context.RequestServices.GetRequiredService<ReflectorDb>();
        var transcript = await db
            .Transcripts.AsNoTracking()
            .ReadableBy(Caller.Anonymous)
            .Where(row => row.Id == id && row.ShareMode == ShareMode.Public)
            .Select(row => new
            {
                row.Title,
                row.Name,
                row.ShortSummary,
            })
            .FirstOrDefaultAsync(context.RequestAborted);
        if (transcript is null)
            return null;
        var title = string.IsNullOrWhiteSpace(transcript.Title) ? transcript.Name : transcript.Title;
        return Tag("og:type", "article")
            + Tag("og:site_name", "Reflector")
            + Tag("og:title", title)
            + Tag("description", transcript.ShortSummary)
            + Tag("og:description", transcript.ShortSummary);
    }

    private static string Tag(string name, string? content)
    {
        if (string.IsNullOrWhiteSpace(content))
            return "";
        var text = string.Join(' ', content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > LongestDescription)
            text = text[..(LongestDescription - 1)] + "…";
        var attribute = name.StartsWith("og:", StringComparison.Ordinal) ? "property" : "name";
        return $"<meta {attribute}=\"{name}\" content=\"{HtmlEncoder.Default.Encode(text)}\">\n";
    }
}
