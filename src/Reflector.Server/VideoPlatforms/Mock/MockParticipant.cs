using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.VideoPlatforms.Mock;

/// <summary>Somebody said to be in a practice room.</summary>
internal sealed class MockParticipant
{
    public required string Id { get; init; }
    public required string MeetingId { get; init; }
    public string? UserId { get; init; }
    public string? UserName { get; init; }
    public required DateTimeOffset JoinedAt { get; init; }
    public DateTimeOffset? LeftAt { get; set; }
}

internal sealed class MockParticipantConfiguration : IEntityTypeConfiguration<MockParticipant>
{
    public void Configure(EntityTypeBuilder<MockParticipant> builder) => builder.HasKey(participant => participant.Id);
}
