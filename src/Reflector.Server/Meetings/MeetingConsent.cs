using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Meetings;

/// <summary>One participant's answer to whether their audio may be kept, for one meeting.</summary>
internal sealed class MeetingConsent
{
    public required string Id { get; init; }
    public required string MeetingId { get; init; }

    /// <summary>The user's id, or a random one that the browser of somebody without an account keeps.</summary>
    public required string ParticipantId { get; init; }

    /// <summary>Null for somebody without an account.</summary>
    public string? UserId { get; init; }

    /// <summary>As the participant gave it.</summary>
    public string? Name { get; set; }

    public bool ConsentGiven { get; set; }

    public required DateTimeOffset FirstAnsweredAt { get; init; }

    /// <summary>Of the answer that counts.</summary>
    public DateTimeOffset ConsentTimestamp { get; set; }
}

internal sealed class MeetingConsentConfiguration : IEntityTypeConfiguration<MeetingConsent>
{
    public void Configure(EntityTypeBuilder<MeetingConsent> builder) => builder.HasKey(consent => consent.Id);
}
