using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Reflector.Server.VideoPlatforms.Http;

internal static class PlatformConnectionExtensions
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>A <see cref="PlatformConnection"/> under the platform's name.</summary>
    /// <param name="services">Where it is added.</param>
    /// <param name="name">The platform's.</param>
    /// <param name="label">As people call it.</param>
    /// <param name="url">Its API's base address.</param>
    /// <param name="key">Sent with each call.</param>
    /// <param name="scheme">How the key is shown.</param>
    public static IServiceCollection AddPlatformConnection(
        this IServiceCollection services,
        string name,
        string label,
        string url,
        string? key,
        string scheme = "Bearer"
    )
    {
        services.TryAddSingleton(new PlatformCallLimits());
        services
            .AddHttpClient(
                name,
                client =>
                {
                    client.BaseAddress = new Uri(url.TrimEnd('/') + "/");
                    client.Timeout = Timeout.InfiniteTimeSpan;
                    client.DefaultRequestHeaders.UserAgent.ParseAdd("Reflector");
                    client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
                    if (key is not null)
                        client.DefaultRequestHeaders.Authorization = new(scheme, key);
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // The key must not follow a redirect to somebody else.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    AutomaticDecompression = DecompressionMethods.All,
                    ConnectTimeout = ConnectTimeout,
                    PooledConnectionLifetime = ConnectionLifetime,
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddKeyedSingleton(
            name,
            (provider, _) =>
                new PlatformConnection(
                    label,
                    () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name),
                    provider.GetRequiredService<PlatformCallLimits>(),
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<PlatformConnection>>()
                )
        );
        return services;
    }
}
