using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Meetings;

/// <summary>One person's stay in a meeting, on platforms that say who is in a call.</summary>
internal sealed class ParticipantSession
{
    public required string MeetingId { get; init; }

    /// <summary>The platform's id of the stay.</summary>
    public required string SessionId { get; init; }

    public string? UserId { get; init; }
    public string? UserName { get; set; }
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Null while in the meeting.</summary>
    public DateTimeOffset? LeftAt { get; set; }
}

internal sealed class ParticipantSessionConfiguration : IEntityTypeConfiguration<ParticipantSession>
{
    public void Configure(EntityTypeBuilder<ParticipantSession> builder) =>
        builder.HasKey(session => new { session.MeetingId, session.SessionId });
}
