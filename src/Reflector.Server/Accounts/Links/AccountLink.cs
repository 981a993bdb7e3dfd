using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.Links;

internal enum LinkPurpose
{
    /// <summary>Makes the first administrator.</summary>
    Setup,

    /// <summary>Makes an account.</summary>
    Invitation,

    /// <summary>Gives an account a new password.</summary>
    Reset,
}

/// <summary>A link that works once; only a hash of what makes it secret is stored.</summary>
internal sealed class AccountLink
{
    public required string Id { get; init; }
    public required string TokenHash { get; init; }
    public required LinkPurpose Purpose { get; init; }

    /// <summary>Whom an invitation is for, where that was said.</summary>
    public string? Email { get; init; }

    /// <summary>Whose password is reset.</summary>
    public string? UserId { get; init; }

    public bool IsAdministrator { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null: until it is used.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder) =>
        builder.Property(link => link.Purpose).HasApiEnum();
}
