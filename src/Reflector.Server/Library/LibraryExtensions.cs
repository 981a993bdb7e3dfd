using Reflector.Server.Library.Events;

namespace Reflector.Server.Library;

internal static class LibraryExtensions
{
    public static void MapLibrary(this IEndpointRouteBuilder routes) => routes.MapUserEvents();
}
