using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Recordings;

/// <summary>In which store an object lies.</summary>
internal enum RecordingStore
{
    /// <summary>Ours.</summary>
    Own,

    /// <summary>The bucket that Whereby writes to.</summary>
    Whereby,

    /// <summary>The bucket that Daily writes to.</summary>
    Daily,
}

internal enum RecordingKind
{
    /// <summary>One file with everybody's voice; a transcript is made of it.</summary>
    File,

    /// <summary>A file per participant and track; a transcript is made of those with voices.</summary>
    Tracks,

    /// <summary>A composed video, to look at; no transcript is made of it.</summary>
    Video,
}

/// <summary>Something recorded, whichever way it came. Announced twice, it is still one row.</summary>
internal sealed class Recording
{
    /// <summary>Ours.</summary>
    public required string Id { get; init; }

    public RecordingStore Store { get; init; }
    public RecordingKind Kind { get; init; }

    /// <summary>Where the object lies in its store; of tracks the folder they lie in, with its slash.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>Name the file had at its source; only ever shown, never used as a path.</summary>
    public required string FileName { get; init; }

    /// <summary>Of all its objects.</summary>
    public required long SizeBytes { get; init; }

    public string? Sha256 { get; init; }

    /// <summary>Video platform that made it; null for what was uploaded.</summary>
    public string? Platform { get; init; }

    /// <summary>The platform's id of it, unique with <see cref="Platform"/>.</summary>
    public string? PlatformRecordingId { get; init; }

    /// <summary>The platform's name of the room it was made in.</summary>
    public string? PlatformRoomName { get; init; }

    /// <summary>Seconds, as the platform says.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Null for what was made in no meeting, or in one that is not found yet.</summary>
    public string? MeetingId { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when its objects are being deleted; the row stays while there is a transcript of it.</summary>
    public DateTimeOffset? DeletionRequestedAt { get; set; }
}

internal sealed class RecordingConfiguration : IEntityTypeConfiguration<Recording>
{
    public void Configure(EntityTypeBuilder<Recording> builder)
    {
        builder.Property(recording => recording.Store).HasApiEnum();
        builder.Property(recording => recording.Kind).HasApiEnum();
    }
}
