using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Mock;

namespace Reflector.Server.VideoPlatforms;

internal static class VideoPlatformsExtensions
{
    public static IServiceCollection AddVideoPlatforms(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<VideoPlatformRegistry>();
        services.AddSingleton<VideoPlatformFactory>();
        services.AddSingleton<PlatformSelection>();
        services.AddVideoPlatform(new MockRegistration(), settings);
        return services;
    }

    public static IServiceCollection AddVideoPlatform(
        this IServiceCollection services,
        VideoPlatformRegistration registration,
        ReflectorSettings settings
    )
    {
        services.AddSingleton(registration);
        registration.AddServices(services, settings);
        return services;
    }

    public static IEndpointRouteBuilder MapVideoPlatforms(this IEndpointRouteBuilder routes)
    {
        routes.MapPlatformList();
        foreach (var platform in routes.ServiceProvider.GetRequiredService<VideoPlatformRegistry>().All)
            platform.MapEndpoints(routes);
        return routes;
    }
}
