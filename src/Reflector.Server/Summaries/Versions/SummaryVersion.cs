using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Summaries.Versions;

internal enum SummaryOrigin
{
    /// <summary>With the recording.</summary>
    Processed,

    /// <summary>Because somebody asked for another one.</summary>
    Regenerated,

    /// <summary>By a person.</summary>
    Edited,

    /// <summary>From an earlier version.</summary>
    Restored,
}

/// <summary>One summary of a transcript: the one that is shown, one that was, or one that would have been.</summary>
internal sealed class SummaryVersion
{
    public required string TranscriptId { get; init; }

    /// <summary>From 1 on.</summary>
    public required int Number { get; init; }

    public required SummaryOrigin Origin { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for or wrote it; null for what came with the recording.</summary>
    public string? CreatedBy { get; init; }

    /// <summary><c>extractive</c>, or <c>llm:MODEL</c>; null for what a person wrote.</summary>
    public string? GeneratedBy { get; init; }

    public string? Template { get; init; }

    /// <summary>The person's own, where the template is that.</summary>
    public string? Prompt { get; init; }

    public string? ShortSummary { get; init; }
    public string? LongSummary { get; init; }
    public ActionItems? ActionItems { get; init; }
    public IReadOnlyList<SummarySource>? Sources { get; init; }
}

internal sealed class SummaryVersionConfiguration : IEntityTypeConfiguration<SummaryVersion>
{
    public void Configure(EntityTypeBuilder<SummaryVersion> builder)
    {
        builder.HasKey(version => new { version.TranscriptId, version.Number });
        builder.Property(version => version.Origin).HasApiEnum();
        builder.Property(version => version.ActionItems).HasJson();
        builder.Property(version => version.Sources).HasJson();
    }
}
