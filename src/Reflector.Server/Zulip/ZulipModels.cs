namespace Reflector.Server.Zulip;

// Names and fields are part of the published contract: clients are generated from them.

internal sealed record ZulipStream(int StreamId, string Name);

internal sealed record ZulipTopic(string Name);

/// <summary>Where a transcript is posted, or is about to be; ours.</summary>
/// <param name="Error">Why the last attempt failed, as a sentence; null when it did not.</param>
internal sealed record GetZulipPost(
    ZulipPostState State,
    string Stream,
    string Topic,
    bool IncludeTopics,
    string? Error,
    DateTimeOffset? PostedAt
);
