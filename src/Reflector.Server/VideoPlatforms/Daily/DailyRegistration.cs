using Reflector.Server.CommandLine.Doctor;
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
        services.AddSingleton<DailyWebhooks>();
        services.AddSingleton<RecordingsAtDaily>();
        services.AddSingleton<DailyPlatform>();
    }

    public override IVideoPlatform Create(IServiceProvider services) => services.GetRequiredService<DailyPlatform>();

    public override async Task<IReadOnlyList<Finding>> CheckAsync(
        IServiceProvider services,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (settings is { DailyApiKey: null, DailyBucket: null, DailyWebhookSecret: null })
            return [];
        var missing = MissingSettings(settings);
        if (missing.Count > 0)
            return [Finding.Bad($"{string.Join(" and ", missing)} not set", "Set them, or none of Daily's settings.")];
        try
        {
            await services.GetRequiredService<DailyClient>().CheckAsync(cancellationToken);
            return [await CheckWebhookAsync(services, settings, cancellationToken)];
        }
        catch (VideoPlatformException exception)
        {
            return
            [
                Finding.Bad(
                    exception.Message,
                    "Check DAILY_API_KEY (Daily's dashboard, Developers), DAILY_API_URL and this machine's way to the internet."
                ),
            ];
        }
    }

    private static async Task<Finding> CheckWebhookAsync(
        IServiceProvider services,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (settings.DailyWebhookSecret is null)
            return Finding.Warning(
                "the key works, but DAILY_WEBHOOK_SECRET is not set: who is in a meeting is known up to half a minute late",
                "With the server running, run `reflector daily webhook create` and set what it prints."
            );
        var webhooks = await services.GetRequiredService<DailyWebhooks>().ListAsync(cancellationToken);
        return webhooks.FirstOrDefault(webhook => webhook.Url == DailyWebhooks.OwnUrl(settings)) switch
        {
            null => Finding.Warning(
                $"the key works, but Daily has no webhook to {DailyWebhooks.OwnUrl(settings)}",
                "With the server running, run `reflector daily webhook create`."
            ),
            { IsActive: false } => Finding.Warning(
                "the key works, but Daily has stopped its webhook",
                "With the server running, run `reflector daily webhook repair`."
            ),
            _ => Finding.Good("the key works; the webhook is active"),
        };
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapWebhook(WebhookPath, Name).WithName("v1_webhook").WithSummary("Events of Daily, signed by it");
}
