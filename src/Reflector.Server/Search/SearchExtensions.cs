namespace Reflector.Server.Search;

internal static class SearchExtensions
{
    public static IServiceCollection AddSearch(this IServiceCollection services) =>
        services.AddScoped<TranscriptSearch>();
}
