namespace Reflector.Server.Pipelines;

/// <summary>How far the processing of a transcript is.</summary>
internal sealed record PipelineStatus(
    string RunId,
    RunState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<PipelineStageStatus> Stages
);

/// <param name="Attempts">How often the stage was begun.</param>
/// <param name="Progress">0..100, null where it is not known.</param>
/// <param name="Error">What went wrong, as a sentence.</param>
/// <param name="Note">Why the stage was skipped, or what is to be known of its result.</param>
internal sealed record PipelineStageStatus(
    string Name,
    StageState State,
    int Attempts,
    double? Progress,
    string? Error,
    string? Note,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt
);
