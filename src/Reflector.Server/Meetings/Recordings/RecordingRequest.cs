using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings.Recordings;

internal enum RecordingRequestState
{
    /// <summary>A job asks the platform, until it does it or is hopeless.</summary>
    Asked,
    Started,
    Ended,
    Failed,
}

/// <summary>That a meeting is to be recorded in one way. All its participants share the row.</summary>
internal sealed class RecordingRequest
{
    public required string MeetingId { get; init; }
    public required PlatformRecordingKind Kind { get; init; }
    public required Guid InstanceId { get; init; }
    public RecordingRequestState State { get; init; }

    /// <summary>Last time.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Last time that the platform said so.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Why it is not recorded: a sentence.</summary>
    public string? Error { get; init; }
}

internal sealed class RecordingRequestConfiguration : IEntityTypeConfiguration<RecordingRequest>
{
    public void Configure(EntityTypeBuilder<RecordingRequest> builder)
    {
        builder.HasKey(request => new { request.MeetingId, request.Kind });
        builder.Property(request => request.Kind).HasApiEnum();
        builder.Property(request => request.State).HasApiEnum();
    }
}
