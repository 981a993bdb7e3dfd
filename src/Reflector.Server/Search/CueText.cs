using System.Text;

namespace Reflector.Server.Search;

/// <summary>The words of a stored WebVTT, without times and tags.</summary>
internal static class CueText
{
    /// <returns>The texts of the cues with one space between; empty for anything that is no WebVTT.</returns>
    public static string Of(string? webvtt)
    {
        if (webvtt?.StartsWith("WEBVTT", StringComparison.Ordinal) != true)
            return "";
        var text = new StringBuilder(webvtt.Length);
        var isText = false;
        foreach (var line in webvtt.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
                isText = false;
            else if (isText)
                AppendWithoutTags(text.Append(text.Length > 0 ? " " : ""), line);
            else
                isText = line.Contains(" --> ", StringComparison.Ordinal);
        }
        var written = text.ToString();
        return written.Contains('&', StringComparison.Ordinal)
            ? written
                .Replace("&lt;", "<", StringComparison.Ordinal)
                .Replace("&gt;", ">", StringComparison.Ordinal)
                .Replace("&amp;", "&", StringComparison.Ordinal)
            : written;
    }

    private static void AppendWithoutTags(StringBuilder text, ReadOnlySpan<char> line)
    {
        while (line.IndexOf('<') is >= 0 and var open && line[open..].IndexOf('>') is > 0 and var length)
        {
            text.Append(line[..open]);
            line = line[(open + length + 1)..];
        }
        text.Append(line);
    }
}
