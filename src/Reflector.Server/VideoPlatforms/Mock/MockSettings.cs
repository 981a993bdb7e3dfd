namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "MOCK_PLATFORM_API",
        "For tests and demonstrations only: people in rooms of the `mock` platform are made and removed over `/v1/mock`, by anybody."
    )]
    public bool MockPlatformApi { get; init; }
}
