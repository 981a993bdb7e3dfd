using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.CommandLine;

/// <summary>Clients of the video platforms for a verb that needs no database.</summary>
internal static class PlatformServices
{
    public static ServiceProvider Build(ReflectorSettings settings) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddVideoPlatforms(settings)
            .BuildServiceProvider();
}
