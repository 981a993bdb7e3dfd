namespace Reflector.Server.VideoPlatforms.Http;

internal static class FrameOrigin
{
    /// <summary>Where a platform's room pages come from: its own domain, or the server that stands in for it.</summary>
    /// <param name="apiUrl">As set.</param>
    /// <param name="apiHost">The platform's own.</param>
    /// <param name="rooms">Where the platform itself has its rooms.</param>
    public static IReadOnlyList<string> Of(string apiUrl, string apiHost, params string[] rooms)
    {
        var address = new Uri(apiUrl);
        return address.Host == apiHost ? rooms : [address.GetLeftPart(UriPartial.Authority)];
    }
}
