using System.Buffers;
using System.Globalization;
using System.Text;

namespace Reflector.Server.Exports;

/// <summary>Names of files that every system takes, whatever a title is.</summary>
internal static class ExportFileName
{
    // File systems count bytes and stop at 255; an extension and a number have to fit too.
    private const int LongestInBytes = 180;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("<>:\"/\\|?*");

    // Windows opens a device under these, with any extension.
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Numbered("COM"), .. Numbered("LPT")],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The title as a name without extension; never empty, never a path.</summary>
    public static string Of(string title)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in title.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestInBytes)
                break;
            name.Append(IsAllowed(rune) ? rune.ToString() : " ");
        }
        var cleaned = string.Join(' ', name.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            // A leading dot hides a file, a trailing one is dropped by Windows, a leading dash is an option of programs.
            .Trim('.', ' ', '-', '~');
        if (cleaned.Length == 0)
            return "transcript";
        return Devices.Contains(cleaned.Split('.')[0].TrimEnd()) ? "_" + cleaned : cleaned;
    }

    // Format characters turn text around or are not seen: "gpj.exe" must not be shown as "exe.jpg".
    private static bool IsAllowed(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
            )
        && rune != Rune.ReplacementChar
        && !(rune.IsBmp && NotInNames.Contains((char)rune.Value));

    private static IEnumerable<string> Numbered(string device) =>
        Enumerable.Range(1, 9).Select(number => $"{device}{number}");
}
