using Reflector.Server.CommandLine.Doctor;
using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Http;
using Reflector.Server.VideoPlatforms.Webhooks;
using Reflector.Server.VideoPlatforms.Whereby.Queue;

namespace Reflector.Server.VideoPlatforms.Whereby;

internal sealed class WherebyRegistration : VideoPlatformRegistration
{
    public override string Name => WherebyPlatform.PlatformName;

    public override string Label => WherebyPlatform.Label;

    public override IReadOnlyList<string> MissingSettings(ReflectorSettings settings)
    {
        var missing = new List<string>();
        if (settings.WherebyApiKey is null)
            missing.Add("WHEREBY_API_KEY");
        // Without a bucket recordings go where the account says; with half of one they would go nowhere.
        if (settings.WherebyBucket is null)
            return missing;
        if (settings.WherebyBucketKeyId is null)
            missing.Add("WHEREBY_STORAGE_AWS_ACCESS_KEY_ID");
        if (settings.WherebyBucketKeySecret is null)
            missing.Add("WHEREBY_STORAGE_AWS_SECRET_ACCESS_KEY");
        return missing;
    }

    public override IReadOnlyList<string> FrameOrigins(ReflectorSettings settings) =>
        FrameOrigin.Of(settings.WherebyApiUrl, "api.whereby.dev", "https://*.whereby.com");

    public override void AddServices(IServiceCollection services, ReflectorSettings settings)
    {
        services.AddPlatformConnection(Name, Label, settings.WherebyApiUrl, settings.WherebyApiKey);
        services.AddSingleton<WherebyClient>();
        services.AddSingleton<WherebyEvents>();
        services.AddSingleton<WherebyPlatform>();
        services.AddSingleton<WherebyBucketScan>();
        services.AddRecordingQueue();
    }

    public override IVideoPlatform Create(IServiceProvider services) => services.GetRequiredService<WherebyPlatform>();

    public override async Task<IReadOnlyList<Finding>> CheckAsync(
        IServiceProvider services,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (settings is { WherebyApiKey: null, WherebyBucket: null, WherebyWebhookSecret: null })
            return [];
        var missing = MissingSettings(settings);
        if (missing.Count > 0)
            return
            [
                Finding.Bad($"{string.Join(" and ", missing)} not set", "Set them, or none of Whereby's settings."),
            ];
        try
        {
            await services.GetRequiredService<WherebyClient>().CheckAsync(cancellationToken);
        }
        catch (VideoPlatformException exception)
        {
            return
            [
                Finding.Bad(
                    exception.Message,
                    "Check WHEREBY_API_KEY (Whereby's dashboard, Configure, API keys), WHEREBY_API_URL and this machine's way to the internet."
                ),
            ];
        }
        return
        [
            settings.WherebyWebhookSecret is null
                ? Finding.Warning(
                    "the key works, but webhooks are refused: nobody knows who is in a meeting, or that it is recorded",
                    $"In Whereby's dashboard (Configure, Webhooks) add {settings.PublicUrl}/v1/whereby and set WHEREBY_WEBHOOK_SECRET to the secret it shows."
                )
                : Finding.Good("the key works; webhooks are checked"),
        ];
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapWebhook("/v1/whereby", Name)
            .WithName("v1_whereby_webhook")
            .WithSummary("Events of Whereby, signed by it");
}
