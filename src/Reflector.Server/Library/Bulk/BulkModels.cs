using Reflector.Server.Transcripts;

namespace Reflector.Server.Library.Bulk;

internal enum BulkAction
{
    /// <summary>Delete them with their recordings and audio.</summary>
    Delete,

    /// <summary>Set who may read them.</summary>
    Share,

    /// <summary>Say whether somebody has read them through.</summary>
    Review,

    /// <summary>Process their recordings again.</summary>
    Reprocess,
}

/// <param name="Ids">1 to 200 transcripts.</param>
/// <param name="ShareMode">What <c>share</c> sets.</param>
/// <param name="Reviewed">What <c>review</c> sets; true when it is not given.</param>
internal sealed record BulkRequest(
    BulkAction Action,
    IReadOnlyList<string> Ids,
    ShareMode? ShareMode = null,
    bool? Reviewed = null
);

/// <param name="Results">One for each transcript, in the order they were named in.</param>
internal sealed record BulkResponse(IReadOnlyList<BulkResult> Results);

/// <param name="Id">The transcript.</param>
/// <param name="Error">Why it was left as it is, in a sentence; null when it was done.</param>
internal sealed record BulkResult(string Id, string? Error);
