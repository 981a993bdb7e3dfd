using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Recordings.Intake;

/// <summary>A message of the queue that stands for no recording that we can find.</summary>
internal sealed class SetAsideMessage
{
    public required string MessageId { get; init; }

    /// <summary>As received, cut to a sane length.</summary>
    public required string Body { get; init; }

    /// <summary>A sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>How often the queue had handed it out.</summary>
    public required int ReceiveCount { get; init; }

    public required DateTimeOffset SetAsideAt { get; init; }
}

internal sealed class SetAsideMessageConfiguration : IEntityTypeConfiguration<SetAsideMessage>
{
    public void Configure(EntityTypeBuilder<SetAsideMessage> builder) => builder.HasKey(message => message.MessageId);
}
