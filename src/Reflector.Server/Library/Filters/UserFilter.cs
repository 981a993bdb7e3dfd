using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Library.Filters;

/// <summary>A search of the list that somebody keeps under a name.</summary>
internal sealed class UserFilter
{
    public required string Id { get; init; }
    public required string UserId { get; init; }

    /// <summary>Once per person.</summary>
    public required string Name { get; set; }

    public required FilterQuery Query { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a list is narrowed to; null for what does not matter.</summary>
/// <param name="Q">As in a search.</param>
/// <param name="Source">Where the recording is from.</param>
/// <param name="Room">Id of a room.</param>
/// <param name="Status">How far its processing is.</param>
/// <param name="Days">Only the last days; instead of <paramref name="From"/> and <paramref name="To"/>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed record FilterQuery(
    string? Q = null,
    SourceKind? Source = null,
    string? Room = null,
    TranscriptStatus? Status = null,
    int? Days = null,
    DateOnly? From = null,
    DateOnly? To = null
);

internal sealed class UserFilterConfiguration : IEntityTypeConfiguration<UserFilter>
{
    public void Configure(EntityTypeBuilder<UserFilter> builder) => builder.Property(filter => filter.Query).HasJson();
}
