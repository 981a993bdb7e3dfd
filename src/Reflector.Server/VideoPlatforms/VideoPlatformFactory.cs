using System.Collections.Concurrent;
using Reflector.Server.Configuration;

namespace Reflector.Server.VideoPlatforms;

/// <summary>Hands out the clients of the video platforms, one for each.</summary>
internal sealed class VideoPlatformFactory(
    VideoPlatformRegistry registry,
    ReflectorSettings settings,
    IServiceProvider services
)
{
    private readonly ConcurrentDictionary<string, IVideoPlatform> _clients = new(StringComparer.Ordinal);

    /// <exception cref="VideoPlatformException">There is none of that name, or its settings are missing; the message names them.</exception>
    public IVideoPlatform Get(string name) => _clients.GetOrAdd(name, Create);

    private IVideoPlatform Create(string name)
    {
        var registration = registry.Get(name);
        var missing = registration.MissingSettings(settings);
        return missing.Count == 0
            ? registration.Create(services)
            : throw new VideoPlatformException(
                $"{registration.Label} is not set up on this server: {string.Join(" and ", missing)} "
                    + (missing.Count == 1 ? "is missing." : "are missing."),
                isTemporary: false
            );
    }
}
