using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Something a platform told us, once.</summary>
internal sealed class WebhookEvent
{
    /// <summary>Order of arrival.</summary>
    public long Seq { get; init; }

    public required string Platform { get; init; }

    /// <summary>The platform's; unique with <see cref="Platform"/>.</summary>
    public required string EventId { get; init; }

    public required string Type { get; init; }
    public required string MeetingId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The whole body; null once it is not needed any more.</summary>
    public string? Payload { get; set; }

    public required bool KeepsPayload { get; init; }
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>When it was set aside because it could not be applied.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    public string? Error { get; set; }
}

internal sealed class WebhookEventConfiguration : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.HasKey(item => item.Seq);
        builder.Property(item => item.Seq).UseIdentityAlwaysColumn();
    }
}
