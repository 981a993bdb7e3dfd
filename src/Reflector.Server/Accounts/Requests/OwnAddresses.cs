using System.Net;
using Reflector.Server.Configuration;

namespace Reflector.Server.Accounts.Requests;

/// <summary>Which names and origins are ours.</summary>
internal sealed class OwnAddresses(ReflectorSettings settings)
{
    // Names that nobody outside can make point to us: the resolvers of a network answer for them.
    private static readonly string[] LocalNames = [".localhost", ".local", ".internal", ".home.arpa", ".lan"];

    private readonly IReadOnlyList<string> _hosts = ReflectorSettings.Listed(settings.AllowedHosts);
    private readonly IReadOnlyList<string> _origins = ReflectorSettings.Listed(settings.CorsOrigin);
    private readonly Uri? _base = settings.BaseUrl is null ? null : new Uri(settings.BaseUrl);

    /// <summary>
    /// Without accounts a page elsewhere could give its own name our address and then read and write everything as the
    /// same origin; with accounts it would find nobody signed in under its name.
    /// </summary>
    public bool IsOurName(HostString host)
    {
        if ((settings.HasAccounts && _hosts.Count == 0) || _hosts.Contains("*"))
            return true;
        var name = host.Host.TrimEnd('.');
        return IPAddress.TryParse(name.Trim('[', ']'), out _)
            || !name.Contains('.', StringComparison.Ordinal)
            || LocalNames.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            || string.Equals(name, _base?.Host, StringComparison.OrdinalIgnoreCase)
            || _hosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    public bool IsOwnOrigin(string origin, HttpRequest request) =>
        Same(origin, Of(request)) || (_base is not null && Same(origin, _base.GetLeftPart(UriPartial.Authority)));

    /// <summary>Whether <c>CORS_ORIGIN</c> names it. A <c>*</c> there opens the API to programs in any page, never to a person's session.</summary>
    public bool IsInvited(string origin, bool hasSession) =>
        _origins.Any(invited => Same(origin, invited)) || (!hasSession && _origins.Contains("*"));

    /// <summary>Where a link that we hand out leads: <c>BASE_URL</c>, else where the request came in.</summary>
    public string LinkBase(HttpRequest request) => settings.BaseUrl is null ? Of(request) : settings.PublicUrl;

    private static string Of(HttpRequest request) => $"{request.Scheme}://{request.Host.Value}";

    private static bool Same(string left, string right) =>
        Uri.TryCreate(left, UriKind.Absolute, out var one)
        && Uri.TryCreate(right, UriKind.Absolute, out var other)
        && Uri.Compare(
            one,
            other,
            UriComponents.SchemeAndServer,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;
}
