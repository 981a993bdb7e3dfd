using System.Diagnostics.CodeAnalysis;
using System.Web;
using Npgsql;

namespace Reflector.Server.Database;

/// <summary>Reads <c>postgresql://user:password@host:port/name?sslmode=require</c>, with any <c>+driver</c> behind the scheme.</summary>
internal static class DatabaseUrl
{
    public static bool TryParse(string url, [NotNullWhen(true)] out string? connectionString)
    {
        connectionString = null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return false;
        if (uri.Scheme.Split('+')[0] is not ("postgresql" or "postgres"))
            return false;
        var query = HttpUtility.ParseQueryString(uri.Query);
        var host = query["host"] ?? uri.Host;
        var user = uri.UserInfo.Split(':', 2);
        if (host.Length == 0)
            return false;
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) is { Length: > 0 } name
                ? name
                : "reflector",
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        if ((query["sslmode"] ?? query["ssl"]) is { } mode)
        {
            if (!Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), true, out var sslMode))
                return false;
            builder.SslMode = sslMode;
        }
        connectionString = builder.ConnectionString;
        return true;
    }
}
