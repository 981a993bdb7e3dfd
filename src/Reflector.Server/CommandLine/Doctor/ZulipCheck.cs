using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.Zulip;

namespace Reflector.Server.CommandLine.Doctor;

/// <summary>Whether Zulip takes the bot that posts transcripts.</summary>
internal static class ZulipCheck
{
    public static async Task<Finding> RunAsync(ReflectorSettings settings, CancellationToken cancellationToken)
    {
        string?[] parts = [settings.ZulipRealm, settings.ZulipBotEmail, settings.ZulipApiKey];
        if (parts.All(string.IsNullOrWhiteSpace))
            return Finding.Good("is not set up: transcripts are not posted");
        if (!settings.HasZulip)
            return Finding.Warning(
                "is set up in part",
                "Set ZULIP_REALM, ZULIP_BOT_EMAIL and ZULIP_API_KEY, or none of them."
            );
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddZulipClient(settings)
            .BuildServiceProvider();
        try
        {
            await services.GetRequiredService<ZulipClient>().CheckAsync(cancellationToken);
            return Finding.Good("takes the bot");
        }
        catch (VideoPlatformException exception)
        {
            return Finding.Bad(
                exception.Message,
                "Look at ZULIP_REALM, and at the bot's address and key under Settings, Bots in Zulip."
            );
        }
    }
}
