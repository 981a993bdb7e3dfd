using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Deletions;

/// <summary>Where something lies that is to be deleted.</summary>
internal enum DeletionStore
{
    Own,
    Whereby,
    Daily,

    /// <summary>Daily's own list of recordings; the key is the recording's id there.</summary>
    DailyApi,
}

internal enum DeletionReason
{
    /// <summary>Somebody in the meeting did not want their audio kept.</summary>
    [JsonStringEnumMemberName("consent_refused")]
    ConsentRefused,

    /// <summary>The track of somebody who refused, in a room that keeps the others.</summary>
    [JsonStringEnumMemberName("left_out")]
    LeftOut,

    /// <summary>The owner wanted the text without the audio.</summary>
    [JsonStringEnumMemberName("audio_deleted")]
    AudioDeleted,

    [JsonStringEnumMemberName("transcript_deleted")]
    TranscriptDeleted,

    [JsonStringEnumMemberName("meeting_deleted")]
    MeetingDeleted,

    Retention,

    [JsonStringEnumMemberName("anonymous_expired")]
    AnonymousExpired,

    /// <summary>Nothing that still exists needs it.</summary>
    Orphan,
}

/// <summary>A line of the ledger: one object, or all objects under a prefix, that must go and be proven to be gone.</summary>
internal sealed class Deletion
{
    public required string Id { get; init; }
    public required DeletionStore Store { get; init; }
    public required string ObjectKey { get; init; }

    /// <summary>Every object whose key begins with <see cref="ObjectKey"/>.</summary>
    public required bool IsPrefix { get; init; }

    public required DeletionReason Reason { get; init; }
    public string? TranscriptId { get; init; }
    public string? RecordingId { get; init; }
    public string? MeetingId { get; init; }

    /// <summary>Whose it was: the transcript's owner, or the room's.</summary>
    public string? OwnerId { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Null when no user asked for it.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>How often it was asked for. A proof holds only for what had been asked for when its attempt began.</summary>
    public int Requests { get; init; } = 1;

    public int Attempts { get; init; }

    /// <summary>During an attempt: when it counts as lost.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Why the last attempt failed: a sentence without secrets.</summary>
    public string? LastError { get; init; }

    /// <summary>When the store itself said that nothing is there.</summary>
    public DateTimeOffset? ProvenGoneAt { get; init; }
}

internal sealed class DeletionConfiguration : IEntityTypeConfiguration<Deletion>
{
    public void Configure(EntityTypeBuilder<Deletion> builder)
    {
        builder.Property(deletion => deletion.Store).HasApiEnum();
        builder.Property(deletion => deletion.Reason).HasApiEnum();
    }
}
