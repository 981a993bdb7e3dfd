using System.Text;
using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Http;

namespace Reflector.Server.Zulip;

internal static class ZulipExtensions
{
    public static IServiceCollection AddZulip(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<ZulipPosting>();
        return settings.HasZulip ? services.AddZulipClient(settings) : services;
    }

    public static IServiceCollection AddZulipClient(this IServiceCollection services, ReflectorSettings settings)
    {
        var realm = settings.ZulipRealm!.TrimEnd('/');
        var address = realm.Contains("://", StringComparison.Ordinal) ? realm : $"https://{realm}";
        var bot = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.ZulipBotEmail}:{settings.ZulipApiKey}"));
        return services
            .AddPlatformConnection(ZulipClient.Name, "Zulip", $"{address}/api/v1", bot, scheme: "Basic")
            .AddSingleton<ZulipClient>();
    }
}
