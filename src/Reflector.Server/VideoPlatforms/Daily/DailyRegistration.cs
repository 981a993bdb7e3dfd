using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Http;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.VideoPlatforms.Daily;

internal sealed class DailyRegistration : VideoPlatformRegistration
{
    public const string WebhookPath = "/v1/daily/webhook";

    public override string Name => DailyPlatform.PlatformName;

    public override string Label => DailyPlatform.Label;

    public override IReadOnlyList<string> MissingSettings(ReflectorSettings settings)
    {
        var missing = new List<string>();
        if (settings.DailyApiKey is null)
            missing.Add("DAILY_API_KEY");
        // Without a bucket recordings go where the domain says; with a bucket and no role they would go nowhere.
        if (settings is { DailyBucket: not null, DailyBucketRole: null })
            missing.Add("DAILYCO_STORAGE_AWS_ROLE_ARN");
        return missing;
    }

    public override IReadOnlyList<string> FrameOrigins(ReflectorSettings settings)
    {
        var name = settings.DailySubdomain ?? "*";
        // daily-js goes to the other two when the first does not answer.
        return FrameOrigin.Of(
            settings.DailyApiUrl,
            "api.daily.co",
            $"https://{name}.daily.co",
            $"https://{name}.dailywebrtc.com",
            $"https://{name}.dailywebrtc.net"
        );
    }

    public override void AddServices(IServiceCollection services, ReflectorSettings settings)
    {
        services.AddPlatformConnection(Name, Label, settings.DailyApiUrl, settings.DailyApiKey);
        services.AddSingleton<DailyClient>();
        services.AddSingleton<DailyEvents>();
        services.AddSingleton<DailyPlatform>();
    }

    public override IVideoPlatform Create(IServiceProvider services) => services.GetRequiredService<DailyPlatform>();

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(WebhookPath, Name).WithName("v1_webhook").WithSummary("Events of Daily, signed by it");
}
