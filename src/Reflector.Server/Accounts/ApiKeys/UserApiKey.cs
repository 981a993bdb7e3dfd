using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.ApiKeys;

internal enum ApiKeyScope
{
    Read,
    Write,
}

/// <summary>Lets a program act as a user; the key itself is shown once and not stored.</summary>
internal sealed class UserApiKey
{
    public required string Id { get; init; }
    public required string UserId { get; init; }
    public required string KeyHash { get; init; }
    public string? Name { get; init; }
    public required ApiKeyScope Scope { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}

internal sealed class UserApiKeyConfiguration : IEntityTypeConfiguration<UserApiKey>
{
    public void Configure(EntityTypeBuilder<UserApiKey> builder) => builder.Property(key => key.Scope).HasApiEnum();
}
