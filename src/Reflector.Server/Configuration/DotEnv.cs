namespace Reflector.Server.Configuration;

/// <summary>Reads <c>NAME=value</c> lines; <c>#</c> comments, <c>export</c> and quotes as shells know them.</summary>
internal static class DotEnv
{
    public static Dictionary<string, string?> Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.StartsWith("export ", StringComparison.Ordinal))
                line = line[7..].TrimStart();
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.Length == 0 || line[0] == '#' || equals <= 0)
                continue;
            values[line[..equals].TrimEnd()] = Unquote(line[(equals + 1)..].Trim());
        }
        return values;
    }

    public static Dictionary<string, string?> Read(string path) => File.Exists(path) ? Parse(File.ReadLines(path)) : [];

    private static string Unquote(string value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 0 and var end)
            return value[1..end];
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment >= 0 ? value[..comment].TrimEnd() : value;
    }
}
