namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "WEBHOOK_ALLOWED_NETWORKS",
        "Private networks that the webhooks of rooms may call, such as `10.1.0.0/16,127.0.0.1/32`; without it only public addresses."
    )]
    [NetworkList]
    public string WebhookAllowedNetworks { get; init; } = "";
}
