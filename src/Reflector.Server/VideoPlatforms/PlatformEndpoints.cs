using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Configuration;

namespace Reflector.Server.VideoPlatforms;

internal static class PlatformEndpoints
{
    public static void MapPlatformList(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/v1/platforms", List)
            .WithName("v1_platforms_list")
            .WithSummary("Video platforms that a room can choose")
            .WithTags("rooms")
            .RequireCaller();

    private static IReadOnlyList<PlatformChoice> List(
        VideoPlatformRegistry registry,
        PlatformSelection selection,
        ReflectorSettings settings,
        Caller caller
    )
    {
        return
        [
            .. registry.All.Select(platform =>
            {
                var missing = platform.MissingSettings(settings);
                return new PlatformChoice(
                    platform.Name,
                    platform.Label,
                    missing.Count == 0,
                    caller.IsAdministrator ? missing : [],
                    platform.Name == selection.Default
                );
            }),
        ];
    }
}

/// <param name="Label">As people call it.</param>
/// <param name="MissingSettings">Told to administrators only.</param>
/// <param name="IsDefault">Used by rooms that choose none.</param>
internal sealed record PlatformChoice(
    string Name,
    string Label,
    bool IsSetUp,
    IReadOnlyList<string> MissingSettings,
    bool IsDefault
);
