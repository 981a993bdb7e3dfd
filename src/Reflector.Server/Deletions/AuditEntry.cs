using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Deletions;

internal enum AuditAction
{
    [JsonStringEnumMemberName("audio_deletion_requested")]
    AudioDeletionRequested,

    /// <summary>Proven, everywhere.</summary>
    [JsonStringEnumMemberName("audio_deleted")]
    AudioDeleted,

    [JsonStringEnumMemberName("track_left_out")]
    TrackLeftOut,

    /// <summary>A composed video, or a recording that no transcript was made of.</summary>
    [JsonStringEnumMemberName("recording_deleted")]
    RecordingDeleted,

    [JsonStringEnumMemberName("transcript_deleted")]
    TranscriptDeleted,

    [JsonStringEnumMemberName("meeting_deleted")]
    MeetingDeleted,
}

/// <summary>Something that was deleted, or is to be. It names nobody who refused.</summary>
internal sealed class AuditEntry
{
    public required string Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when no user did it.</summary>
    public string? ActorId { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>As a <see cref="DeletionReason"/> is spelled.</summary>
    public required string Reason { get; init; }

    /// <summary>Of the transcript, recording or meeting.</summary>
    public required string SubjectId { get; init; }

    public string? MeetingId { get; init; }
    public string? OwnerId { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder) =>
        builder.Property(entry => entry.Action).HasApiEnum();
}

/// <summary>Keeps what was deleted, by whom and why.</summary>
internal sealed class AuditLog(TimeProvider clock)
{
    /// <summary>Is stored with the next saving of <paramref name="db"/>.</summary>
    public void Add(
        ReflectorDb db,
        AuditAction action,
        string reason,
        string subjectId,
        string? meetingId,
        string? ownerId,
        string? actorId = null
    ) =>
        db.AuditEntries.Add(
            new()
            {
                Id = Guid.CreateVersion7().ToString(),
                At = clock.GetUtcNow(),
                ActorId = actorId,
                Action = action,
                Reason = reason,
                SubjectId = subjectId,
                MeetingId = meetingId,
                OwnerId = ownerId,
            }
        );

    /// <summary>Is stored with the next saving of <paramref name="db"/>.</summary>
    public void Add(ReflectorDb db, AuditAction action, string subjectId, DeletionCause cause) =>
        Add(
            db,
            action,
            ApiEnumColumn.ApiName(cause.Reason),
            subjectId,
            cause.MeetingId,
            cause.OwnerId,
            cause.RequestedBy
        );
}
