using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Zulip;

internal enum ZulipPostState
{
    Pending,
    Posted,
    Failed,
}

/// <summary>The message that tells of a transcript in Zulip. A transcript has one: posting again changes it.</summary>
internal sealed class ZulipPost
{
    public required string TranscriptId { get; init; }
    public required string Stream { get; set; }
    public required string Topic { get; set; }
    public bool IncludeTopics { get; set; }
    public ZulipPostState State { get; set; }

    /// <summary>A sentence, after an attempt that failed.</summary>
    public string? Error { get; set; }

    /// <summary>Zulip's number of the message; null before there is one.</summary>
    public long? MessageId { get; set; }

    /// <summary>Where that message is, which a later wish may differ from.</summary>
    public string? MessageStream { get; set; }

    public string? MessageTopic { get; set; }
    public DateTimeOffset? PostedAt { get; set; }
}

internal sealed class ZulipPostConfiguration : IEntityTypeConfiguration<ZulipPost>
{
    public void Configure(EntityTypeBuilder<ZulipPost> builder)
    {
        builder.HasKey(post => post.TranscriptId);
        builder.Property(post => post.State).HasApiEnum();
    }
}
