using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Daily;
using Reflector.Server.VideoPlatforms.Mock;
using Reflector.Server.VideoPlatforms.Whereby;

namespace Reflector.Server.VideoPlatforms;

internal static class VideoPlatformsExtensions
{
    /// <summary>Those that come with the server.</summary>
    public static IReadOnlyList<VideoPlatformRegistration> Own { get; } =
    [new MockRegistration(), new WherebyRegistration(), new DailyRegistration()];

    public static IServiceCollection AddVideoPlatforms(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<VideoPlatformRegistry>();
        services.AddSingleton<VideoPlatformFactory>();
        services.AddSingleton<PlatformSelection>();
        foreach (var platform in Own)
            services.AddVideoPlatform(platform, settings);
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

    /// <exception cref="SettingsException">A setting names a platform that is not registered.</exception>
    public static IEndpointRouteBuilder MapVideoPlatforms(this IEndpointRouteBuilder routes)
    {
        var registry = routes.ServiceProvider.GetRequiredService<VideoPlatformRegistry>();
        CheckDefault(registry, routes.ServiceProvider.GetRequiredService<ReflectorSettings>());
        routes.MapPlatformList();
        foreach (var platform in registry.All)
            platform.MapEndpoints(routes);
        return routes;
    }

    private static void CheckDefault(VideoPlatformRegistry registry, ReflectorSettings settings)
    {
        if (settings.DefaultVideoPlatform is { } name && !registry.Contains(name))
            throw new SettingsException([
                $"DEFAULT_VIDEO_PLATFORM: \"{name}\" is not one of {string.Join(", ", registry.All.Select(known => known.Name))}.",
            ]);
    }
}
