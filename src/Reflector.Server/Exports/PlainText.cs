using System.Globalization;
using System.Text;

namespace Reflector.Server.Exports;

/// <summary>Makes texts of people fit for files that do not take every character.</summary>
internal static class PlainText
{
    /// <summary>On one line, trimmed, and <see cref="Clean"/>.</summary>
    public static string OneLine(string? text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Without control characters but line breaks and tabs, and without halves of surrogate pairs: XML has neither.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
                clean.Append((char)rune.Value);
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control && (rune.Value & 0xFFFE) != 0xFFFE)
                clean.Append(rune);
        }
        return clean.ToString();
    }
}
