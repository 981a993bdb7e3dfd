using Reflector.Server.Library.Bulk;
using Reflector.Server.Library.Events;
using Reflector.Server.Library.Filters;

namespace Reflector.Server.Library;

/// <summary>People's lists of transcripts: news of them, what is done to many at once, saved filters.</summary>
internal static class LibraryExtensions
{
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services.AddScoped<BulkChange>();

    public static void MapLibrary(this IEndpointRouteBuilder routes)
    {
        routes.MapUserEvents();
        routes.MapBulk();
        routes.MapFilters();
    }
}
