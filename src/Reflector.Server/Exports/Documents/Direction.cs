using System.Text;

namespace Reflector.Server.Exports.Documents;

/// <summary>Which way a text runs.</summary>
internal static class Direction
{
    /// <summary>As its first letter does.</summary>
    public static bool IsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsRightToLeft(rune))
                return true;
            if (Rune.IsLetter(rune))
                return false;
        }
        return false;
    }

    /// <summary>Of Hebrew, Arabic and the scripts beside them in Unicode's plan.</summary>
    public static bool IsRightToLeft(Rune rune) =>
        rune.Value
            is (>= 0x0590 and <= 0x08FF)
                or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFC)
                or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EFFF)
        && !Rune.IsDigit(rune);
}
