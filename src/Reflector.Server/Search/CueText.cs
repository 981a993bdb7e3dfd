using System.Buffers;

namespace Reflector.Server.Search;

/// <summary>The words of a stored WebVTT, without times and tags.</summary>
internal static class CueText
{
    /// <returns>The texts of the cues with one space between; empty for anything that is no WebVTT.</returns>
    public static string Of(string? webvtt)
    {
        if (webvtt?.StartsWith("WEBVTT", StringComparison.Ordinal) != true)
            return "";
        var buffer = ArrayPool<char>.Shared.Rent(webvtt.Length);
        try
        {
            return Decoded(buffer.AsSpan(0, Write(webvtt, buffer)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <returns>How much of <paramref name="text"/> was written: never more than was read.</returns>
    private static int Write(ReadOnlySpan<char> webvtt, Span<char> text)
    {
        var length = 0;
        var isText = false;
        foreach (var line in webvtt.EnumerateLines())
        {
            if (line.IsEmpty)
                isText = false;
            else if (isText)
            {
                if (length > 0)
                    text[length++] = ' ';
                length += WriteWithoutTags(line, text[length..]);
            }
            else
                isText = line.Contains(" --> ", StringComparison.Ordinal);
        }
        return length;
    }

    private static int WriteWithoutTags(ReadOnlySpan<char> line, Span<char> text)
    {
        var written = 0;
        while (line.IndexOf('<') is >= 0 and var open && line[open..].IndexOf('>') is > 0 and var length)
        {
            line[..open].CopyTo(text[written..]);
            written += open;
            line = line[(open + length + 1)..];
        }
        line.CopyTo(text[written..]);
        return written + line.Length;
    }

    private static string Decoded(ReadOnlySpan<char> text) =>
        text.Contains('&')
            ? text.ToString()
                .Replace("&lt;", "<", StringComparison.Ordinal)
                .Replace("&gt;", ">", StringComparison.Ordinal)
                .Replace("&amp;", "&", StringComparison.Ordinal)
            : text.ToString();
}
