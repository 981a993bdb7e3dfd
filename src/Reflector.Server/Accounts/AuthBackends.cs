namespace Reflector.Server.Accounts;

/// <summary>Values of <c>AUTH_BACKEND</c>.</summary>
internal static class AuthBackends
{
    public const string None = "none";
    public const string Password = "password";
    public const string Oidc = "oidc";
}
