namespace Reflector.Server.Accounts.Oidc;

internal static class ProviderAddress
{
    /// <summary>Codes and secrets travel to it: https, unless it is on this machine.</summary>
    public static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
