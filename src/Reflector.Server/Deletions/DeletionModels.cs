namespace Reflector.Server.Deletions;

/// <param name="ObjectKey">Key in the store, or what the keys of several objects begin with; in <c>daily-api</c> the recording's id.</param>
/// <param name="IsPrefix">All objects whose keys begin so.</param>
/// <param name="RequestedBy">The user who asked for it; null when nobody did.</param>
/// <param name="IsGone">The store itself said that nothing is there.</param>
/// <param name="Sentence">How far it is.</param>
internal sealed record DeletionView(
    string Id,
    DeletionStore Store,
    string ObjectKey,
    bool IsPrefix,
    DeletionReason Reason,
    string? TranscriptId,
    string? RecordingId,
    string? MeetingId,
    DateTimeOffset RequestedAt,
    string? RequestedBy,
    int Attempts,
    DateTimeOffset? LastAttemptAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? ProvenGoneAt,
    bool IsGone,
    string Sentence
)
{
    public static DeletionView Of(Deletion row) =>
        new(
            row.Id,
            row.Store,
            row.ObjectKey,
            row.IsPrefix,
            row.Reason,
            row.TranscriptId,
            row.RecordingId,
            row.MeetingId,
            row.RequestedAt,
            row.RequestedBy,
            row.Attempts,
            row.LastAttemptAt,
            row.ProvenGoneAt is null ? row.NextAttemptAt : null,
            row.ProvenGoneAt,
            row.ProvenGoneAt is not null,
            SentenceOf(row)
        );

    private static string SentenceOf(Deletion row) =>
        row switch
        {
            { ProvenGoneAt: not null } => "It is gone: the storage was asked and has nothing there.",
            { LastError: { } error } => $"{error} It is tried again until it is gone.",
            { Attempts: 0 } => "It will be deleted in a moment.",
            _ => "It is being deleted.",
        };
}

/// <param name="Title">Of a transcript; shown to its owner only.</param>
/// <param name="DueAt">From when on it may be deleted; it goes some hours after.</param>
internal sealed record RetentionItem(
    RetentionKind Kind,
    string Id,
    string? Title,
    string? OwnerId,
    string? RoomId,
    string? RoomName,
    DateTimeOffset DueAt
);

/// <param name="ActorId">The user who did it; null when nobody did.</param>
/// <param name="SubjectId">Of the transcript, recording or meeting.</param>
internal sealed record AuditItem(
    string Id,
    DateTimeOffset At,
    string? ActorId,
    AuditAction Action,
    string Reason,
    string SubjectId,
    string? MeetingId,
    string? OwnerId
);
