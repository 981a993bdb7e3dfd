using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

// Names and fields are part of the published contract; moments and what a list shows beside them are ours.

/// <param name="Total">Of all hits, whatever the limit.</param>
/// <param name="Query">Null for an empty one, which lists everything, newest first.</param>
internal sealed record SearchResponse(
    IReadOnlyList<SearchResult> Results,
    int Total,
    string? Query,
    int Limit,
    int Offset
)
{
    /// <summary>What somebody without an account is told, as <see cref="TranscriptMapping.ForVisitors"/> says.</summary>
    public SearchResponse ForVisitors() =>
        this with
        {
            Results = [.. Results.Select(result => result with { UserId = null, RoomId = null, RoomName = null })],
        };
}

/// <param name="Name">What it was created with, for one that has no title; ours.</param>
/// <param name="Rank">0..1, best first; 1 for an empty query.</param>
/// <param name="Duration">Milliseconds.</param>
/// <param name="SearchSnippets">Where the query stands literally in the summary and the text, at most three.</param>
/// <param name="TotalMatchCount">How often it stands there.</param>
/// <param name="Moments">When it was said, best first, at most three.</param>
/// <param name="Speakers">Those whose voice is named.</param>
internal sealed record SearchResult(
    string Id,
    string Name,
    string? Title,
    string? UserId,
    string? RoomId,
    string? RoomName,
    SourceKind SourceKind,
    DateTimeOffset CreatedAt,
    TranscriptStatus Status,
    double Rank,
    double? Duration,
    IReadOnlyList<string> SearchSnippets,
    int TotalMatchCount,
    long? ChangeSeq,
    IReadOnlyList<Moment> Moments,
    string? ShortSummary,
    IReadOnlyList<ResultSpeaker> Speakers,
    ShareMode ShareMode,
    bool Reviewed
);

/// <summary>Somebody who spoke, by name.</summary>
/// <param name="Speaker">Number of the voice.</param>
internal sealed record ResultSpeaker(int Speaker, string Name);

/// <summary>Something found, with the time at which it was said.</summary>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
/// <param name="Speaker">Number of the voice.</param>
/// <param name="Highlights">What of the text was looked for.</param>
internal sealed record Moment(
    double Start,
    double End,
    int Speaker,
    string SpeakerName,
    string Text,
    IReadOnlyList<Highlight> Highlights
);

/// <param name="From">Of its first character (UTF-16 code units).</param>
/// <param name="To">Behind its last character.</param>
internal sealed record Highlight(int From, int To);

/// <param name="Moments">In the order in which they were said.</param>
/// <param name="Total">Of all, whatever the limit.</param>
internal sealed record MomentsResponse(IReadOnlyList<Moment> Moments, int Total, string Query, int Limit, int Offset);
