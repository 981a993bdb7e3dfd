using Reflector.Server.Configuration;

namespace Reflector.Server.VideoPlatforms.Mock;

internal sealed class MockRegistration : VideoPlatformRegistration
{
    public override string Name => MockPlatform.PlatformName;

    public override string Label => "Practice room";

    public override void AddServices(IServiceCollection services, ReflectorSettings settings) =>
        services.AddSingleton<MockPlatform>();

    public override IVideoPlatform Create(IServiceProvider services) => services.GetRequiredService<MockPlatform>();

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<ReflectorSettings>().MockPlatformApi)
            routes.MapMockParticipants();
    }
}
