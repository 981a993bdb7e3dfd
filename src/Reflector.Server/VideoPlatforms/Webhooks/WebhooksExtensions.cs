using Reflector.Server.Hosting;

namespace Reflector.Server.VideoPlatforms.Webhooks;

internal static class WebhooksExtensions
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, ServerRoles roles)
    {
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<WebhookApplication>();
        if (roles.HasFlag(ServerRoles.Web))
            services.AddHostedService(provider => provider.GetRequiredService<WebhookIntake>());
        if (roles.HasFlag(ServerRoles.Worker))
            services.AddHostedService<WebhookWorker>();
        return services;
    }
}
