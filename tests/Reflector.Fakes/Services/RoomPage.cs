using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace Reflector.Fakes.Services;

/// <summary>
/// The page at a room's address, in place of the service's own: <c>index.html</c> of a folder, with <c>{{room}}</c>
/// replaced by the room's name. The other files of the folder, and those that all services share, are at <c>/page/NAME</c>.
/// </summary>
internal static class RoomPage
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private static readonly string Shared = Path.Combine(AppContext.BaseDirectory, "Services", "page");

    public static void Map(IEndpointRouteBuilder routes, string folder)
    {
        var path = Path.Combine(AppContext.BaseDirectory, folder);
        routes.MapGet("/page/{name}", (string name) => File(path, name) ?? File(Shared, name) ?? Results.NotFound());
        routes.MapGet("/{room}", (string room) => Index(path, room));
    }

    private static IResult Index(string folder, string room)
    {
        var encoded = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(room);
        var text = System.IO.File.ReadAllText(Path.Combine(folder, "index.html"));
        return Results.Content(text.Replace("{{room}}", encoded, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static IResult? File(string folder, string name)
    {
        var file = Path.Combine(folder, Path.GetFileName(name));
        return System.IO.File.Exists(file) && ContentTypes.TryGetContentType(file, out var type)
            ? Results.File(file, type)
            : null;
    }
}
