using Microsoft.AspNetCore.Authentication.Cookies;

namespace Reflector.Server.Accounts.Sessions;

/// <summary>
/// Names a secure cookie <c>__Host-…</c>: browsers then take it from this very host over TLS only, so that no
/// neighbouring site can plant one. Over plain HTTP they would refuse that name.
/// </summary>
/// <param name="alwaysSecure">People reach the server over TLS, whatever the last step to it is.</param>
internal sealed class HostPrefixedCookies(bool alwaysSecure) : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, Name(context, key), options);

    private string Name(HttpContext context, string key) =>
        alwaysSecure || context.Request.IsHttps ? "__Host-" + key : key;
}
