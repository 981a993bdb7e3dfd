using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Recordings.Intake;

/// <summary>A recording that was told of and is not taken in yet.</summary>
internal sealed class RecordingArrival
{
    public required string Platform { get; init; }
    public required string PlatformRecordingId { get; init; }
    public required PlatformRecording Told { get; init; }
    public required DateTimeOffset ToldAt { get; init; }
    public int Attempts { get; set; }

    /// <summary>Why it was not taken in last time: a sentence.</summary>
    public string? Error { get; set; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>Since when nobody looks for it any more.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }
}

internal sealed class RecordingArrivalConfiguration : IEntityTypeConfiguration<RecordingArrival>
{
    public void Configure(EntityTypeBuilder<RecordingArrival> builder)
    {
        builder.HasKey(arrival => new { arrival.Platform, arrival.PlatformRecordingId });
        builder.Property(arrival => arrival.Told).HasJson();
    }
}
