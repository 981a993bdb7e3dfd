using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Reflector.Server.Accounts;

internal sealed class User
{
    public const int NameLimit = 200;

    public required string Id { get; init; }

    /// <summary>As <see cref="EmailAddress"/> writes it; unique.</summary>
    public required string Email { get; set; }

    public required string Name { get; set; }
    public bool IsAdministrator { get; set; }

    /// <summary>Null for somebody who signs in at a provider or has not chosen a password yet.</summary>
    public string? PasswordHash { get; set; }

    public string? OidcIssuer { get; set; }

    /// <summary>Who the provider says they are; unique together with the issuer.</summary>
    public string? OidcSubject { get; set; }

    /// <summary>Part of every session's cookie: a new one ends all sessions.</summary>
    public required string SecurityStamp { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }

    public void EndSessions() => SecurityStamp = Secrets.Create();

    public static User Create(string email, string name, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7().ToString(),
            Email = email,
            Name = name,
            SecurityStamp = Secrets.Create(),
            CreatedAt = now,
            UpdatedAt = now,
        };
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder) => builder.HasKey(user => user.Id);
}
