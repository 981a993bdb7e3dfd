namespace Reflector.Server.Accounts.Requests;

/// <summary>Addresses that people are sent back to: only paths of our own page.</summary>
internal static class LocalPath
{
    private const int Limit = 2000;

    public static string OrHome(string? path) => path is not null && IsLocal(path) ? path : "/";

    /// <summary>False for whatever a browser could read as another host: <c>//host</c>, <c>/\host</c>, also encoded.</summary>
    public static bool IsLocal(string path) =>
        path.Length is > 0 and <= Limit && IsPlain(path) && IsPlain(Uri.UnescapeDataString(path));

    private static bool IsPlain(string path) =>
        path[0] == '/'
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl);
}
