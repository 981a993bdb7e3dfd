using System.Net.Http.Headers;

namespace Reflector.Storage;

/// <summary>What the signed addresses of all stores have in common.</summary>
public static class SignedAddress
{
    private const int LongestName = 200;

    /// <summary>Amazon's limit, kept by every store.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The value of a <c>Content-Disposition</c> that saves under that name; null without one.</summary>
    public static string? Disposition(string? fileName) =>
        CleanName(fileName) is { } name
            ? new ContentDispositionHeaderValue("attachment")
            {
                FileName = $"\"{Ascii(name)}\"",
                FileNameStar = name,
            }.ToString()
            : null;

    internal static TimeSpan Require(TimeSpan validFor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validFor, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFor, Longest);
        return validFor;
    }

    /// <summary>Without what would end a header or lead into another folder; null when nothing is left.</summary>
    internal static string? CleanName(string? fileName)
    {
        if (fileName is null)
            return null;
        var runes = fileName
            .EnumerateRunes()
            .Where(rune => !System.Text.Rune.IsControl(rune) && rune.Value is not ('/' or '\\' or '"'))
            .Take(LongestName);
        var name = string.Concat(runes.Select(rune => rune.ToString())).Trim();
        return name.Length == 0 ? null : name;
    }

    private static string Ascii(string name) => string.Concat(name.Select(c => c is >= ' ' and < '\x7f' ? c : '_'));
}
