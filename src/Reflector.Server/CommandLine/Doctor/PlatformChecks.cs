using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.CommandLine.Doctor;

/// <summary>Whether the video platforms that are set up work.</summary>
internal static class PlatformChecks
{
    public static async Task<IReadOnlyList<(string Name, Finding Finding)>> RunAsync(
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        await using var services = PlatformServices.Build(settings);
        var findings = new List<(string, Finding)>();
        foreach (var platform in services.GetRequiredService<VideoPlatformRegistry>().All)
        {
            foreach (var finding in await platform.CheckAsync(services, settings, cancellationToken))
                findings.Add((platform.Label, finding));
        }
        if (findings.Count == 0)
            findings.Add(("video platforms", Finding.Good("none is set up: rooms are for practice, without sound")));
        return findings;
    }
}
