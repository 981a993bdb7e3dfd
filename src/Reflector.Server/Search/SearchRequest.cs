using System.Globalization;
using System.Text.RegularExpressions;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

/// <summary>What is looked for, and in which of the transcripts that the caller may list.</summary>
/// <param name="Query">Trimmed; empty for all.</param>
/// <param name="From">Earliest time of creation, inclusive, in UTC.</param>
/// <param name="To">Latest time of creation, inclusive, in UTC.</param>
internal sealed partial record SearchRequest(
    string Query,
    int Limit,
    int Offset,
    string? RoomId = null,
    SourceKind? SourceKind = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    TranscriptStatus? Status = null
)
{
    public const int LongestQuery = 1000;

    /// <exception cref="ApiValidationException">It is missing, too long, or has U+0000, which PostgreSQL cannot compare.</exception>
    public static string CheckedText(string name, string? text)
    {
        if (text is null)
            throw new ApiValidationException("missing", ["query", name], $"Field required: {name}");
        if (text.Length > LongestQuery)
            throw new ApiValidationException(
                "string_too_long",
                ["query", name],
                $"String should have at most {LongestQuery} characters"
            );
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ApiValidationException(
                "value_error",
                ["query", name],
                "String should not contain a null character"
            );
        return text.Trim();
    }

    public static int CheckedLimit(int? limit, int most, int usual) =>
        limit is null or >= 1 && (limit ?? usual) <= most
            ? limit ?? usual
            : throw new ApiValidationException(
                "range",
                ["query", "limit"],
                $"Input should be between 1 and {most}",
                limit
            );

    public static int CheckedOffset(int? offset) =>
        offset is null or >= 0
            ? offset ?? 0
            : throw new ApiValidationException(
                "greater_than_equal",
                ["query", "offset"],
                "Input should be greater than or equal to 0",
                offset
            );

    /// <exception cref="ApiValidationException">It is no time, or does not say of which time zone.</exception>
    public static DateTimeOffset? CheckedTime(string name, string? text) =>
        text is null ? null
        : ZonedTime().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
        : throw new ApiValidationException(
            "timezone_aware",
            ["query", name],
            "Input should be a time with its time zone, such as 2026-01-31T09:00:00Z or 2026-01-31T10:00:00%2B01:00",
            text
        );

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex ZonedTime();
}
