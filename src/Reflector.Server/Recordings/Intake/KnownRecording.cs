using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Recordings.Intake;

/// <summary>A platform's recording that was taken in once. The row outlives the recording, which so never comes back.</summary>
internal sealed class KnownRecording
{
    public required string Platform { get; init; }
    public required string PlatformRecordingId { get; init; }
    public required DateTimeOffset TakenInAt { get; init; }
}

internal sealed class KnownRecordingConfiguration : IEntityTypeConfiguration<KnownRecording>
{
    public void Configure(EntityTypeBuilder<KnownRecording> builder) =>
        builder.HasKey(known => new { known.Platform, known.PlatformRecordingId });
}
