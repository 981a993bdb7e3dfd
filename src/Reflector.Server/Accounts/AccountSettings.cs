using System.ComponentModel.DataAnnotations;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Oidc;

namespace Reflector.Server.Configuration;

/// <summary>Settings of who may use the server, and through which proxies.</summary>
internal sealed partial class ReflectorSettings
{
    [Setting(
        "AUTH_BACKEND",
        "Who may use the server: `none` makes everyone who reaches it one local user, `password` asks for accounts kept here, `oidc` for those of an OpenID Connect provider (docs/accounts.md)."
    )]
    [AllowedValues(AuthBackends.None, AuthBackends.Password, AuthBackends.Oidc)]
    public string AuthBackend { get; init; } = AuthBackends.None;

    [Setting(
        "SECRET_KEY",
        "Protects what the database stores of API keys and of the keys that sign sessions and links, so that a copy of the database alone lets nobody in; at least 32 characters. Changing it ends all sessions, links and API keys.",
        Secret = true
    )]
    [MinLength(32)]
    public string? SecretKey { get; init; }

    [Setting(
        "PUBLIC_MODE",
        "Whether people without an account may create transcripts, and list those that are public or belong to nobody."
    )]
    public bool PublicMode { get; init; }

    [Setting(
        "TRUSTED_PROXIES",
        "Comma-separated addresses or networks (`10.0.0.0/8`) of the reverse proxies whose `X-Forwarded-For`, `-Proto` and `-Host` are believed; empty for none."
    )]
    [NetworkList]
    public string TrustedProxies { get; init; } = "";

    [Setting(
        "ALLOWED_HOSTS",
        "Comma-separated host names under which the API answers, besides addresses, names of the local network and that of `BASE_URL`; `*` for all. Empty: with `AUTH_BACKEND=none` just those, otherwise all."
    )]
    public string AllowedHosts { get; init; } = "";

    [Setting(
        "OIDC_ISSUER",
        "Address of the provider, below which `/.well-known/openid-configuration` lies; https, except on this machine."
    )]
    public string? OidcIssuer { get; init; }

    [Setting("OIDC_CLIENT_ID", "Id under which the provider knows this server.")]
    public string? OidcClientId { get; init; }

    [Setting("OIDC_CLIENT_SECRET", "Its secret.", Secret = true)]
    public string? OidcClientSecret { get; init; }

    [Setting("OIDC_NAME", "What the provider is called on the sign-in button.")]
    public string OidcName { get; init; } = "single sign-on";

    [Setting("OIDC_SCOPES", "What the provider is asked for, separated by blanks.")]
    public string OidcScopes { get; init; } = "openid email profile";

    [Setting("OIDC_GROUPS_CLAIM", "Name of the claim that lists a person's groups.")]
    public string OidcGroupsClaim { get; init; } = "groups";

    [Setting(
        "OIDC_ADMIN_GROUP",
        "Members of this group are administrators, others are not, as of their latest sign-in; empty to decide it here."
    )]
    public string? OidcAdminGroup { get; init; }

    [Setting(
        "OIDC_ALLOWED_DOMAINS",
        "Comma-separated domains; only people with a verified e-mail address in one of them may sign in. Empty: whoever the provider lets in."
    )]
    public string OidcAllowedDomains { get; init; } = "";

    /// <summary>Whether people have accounts.</summary>
    public bool HasAccounts => AuthBackend != AuthBackends.None;

    public static IReadOnlyList<string> Listed(string setting) =>
        setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Mistakes that only show when the settings are seen together.</summary>
    public IEnumerable<string> AccountMistakes()
    {
        if (AuthBackend != AuthBackends.Oidc)
            yield break;
        if (OidcIssuer is null || OidcClientId is null || OidcClientSecret is null)
            yield return "AUTH_BACKEND: oidc needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.";
        if (
            OidcIssuer is not null
            && !(Uri.TryCreate(OidcIssuer, UriKind.Absolute, out var issuer) && ProviderAddress.IsSafe(issuer))
        )
            yield return $"OIDC_ISSUER: \"{OidcIssuer}\" is not an https:// address.";
        if (!OidcScopes.Split(' ').Contains("openid"))
            yield return "OIDC_SCOPES: has to contain openid.";
    }
}
