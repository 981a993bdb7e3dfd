using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

/// <summary>Where transcripts are posted to.</summary>
internal sealed partial class ReflectorSettings
{
    [Setting(
        "ZULIP_REALM",
        "Host of the Zulip organisation that transcripts are posted to, such as `example.zulipchat.com`. With `ZULIP_BOT_EMAIL` and `ZULIP_API_KEY` sets Zulip up."
    )]
    [RegularExpression(
        @"(https?://)?[A-Za-z0-9.-]+(:[0-9]{1,5})?/?",
        ErrorMessage = "ZULIP_REALM should be a host such as example.zulipchat.com."
    )]
    public string? ZulipRealm { get; init; }

    [Setting("ZULIP_BOT_EMAIL", "E-mail address of the Zulip bot that posts.")]
    public string? ZulipBotEmail { get; init; }

    [Setting("ZULIP_API_KEY", "API key of the Zulip bot that posts.", Secret = true)]
    public string? ZulipApiKey { get; init; }

    /// <summary>Whether Zulip is set up.</summary>
    public bool HasZulip =>
        !string.IsNullOrWhiteSpace(ZulipRealm)
        && !string.IsNullOrWhiteSpace(ZulipBotEmail)
        && !string.IsNullOrWhiteSpace(ZulipApiKey);
}
