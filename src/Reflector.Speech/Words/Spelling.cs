using System.Text.RegularExpressions;

namespace Reflector.Speech.Words;

/// <summary>Moonshine has read many old books: it writes "to-morrow" and "some body" where people write one word now.</summary>
internal static partial class Spelling
{
    public static string Modernize(string text) =>
        Split().Replace(text, match => $"{match.Groups["first"].Value}{match.Groups["second"].Value}");

    [GeneratedRegex(
        @"(?<!-)\b(?<first>to)-(?<second>day|morrow|night)\b|\b(?<first>good)-(?<second>bye)\b"
            + @"|\b(?<first>some|any|every)[ -](?<second>body|thing)\b|\b(?<first>every)-(?<second>one|where)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Split();
}
