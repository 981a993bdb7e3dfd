using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.People;
using Reflector.Server.Configuration;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.Oidc;

/// <summary>The person may not come in; the reason is a word that the sign-in page explains.</summary>
internal sealed class OidcRefusal(string reason) : Exception(reason)
{
    public string Reason { get; } = reason;
}

/// <summary>Finds or makes the account of whoever the provider names.</summary>
internal sealed class OidcUsers(ReflectorDb db, ReflectorSettings settings, TimeProvider clock)
{
    /// <exception cref="OidcRefusal">They may not come in.</exception>
    /// <exception cref="OidcException">The provider does not say who it is.</exception>
    public async Task<User> SignInAsync(JsonElement claims, CancellationToken cancellationToken)
    {
        var issuer = settings.OidcIssuer!.TrimEnd('/');
        var subject = Text(claims, "sub") ?? throw new OidcException("The userinfo endpoint names no subject");
        var email = EmailAddress.TryNormalize(Text(claims, "email"));
        CheckDomain(email, IsVerified(claims));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Administrators.LockAsync(db, cancellationToken);
        var user =
            await db.Users.FirstOrDefaultAsync(
                user => user.OidcIssuer == issuer && user.OidcSubject == subject,
                cancellationToken
            ) ?? await LinkOrMakeAsync(email ?? throw new OidcRefusal("email_missing"), claims, cancellationToken);
        if (user.DisabledAt is not null)
            throw new OidcRefusal("disabled");
        user.OidcIssuer = issuer;
        user.OidcSubject = subject;
        if (settings.OidcAdminGroup is { } group)
            user.IsAdministrator = Groups(claims).Contains(group, StringComparer.Ordinal);
        user.LastSignInAt = clock.GetUtcNow();
        user.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user;
    }

    private async Task<User> LinkOrMakeAsync(string email, JsonElement claims, CancellationToken cancellationToken)
    {
        var user = await db.Users.FirstOrDefaultAsync(user => user.Email == email, cancellationToken);
        if (user is null)
        {
            user = User.Create(email, UserName.Cut(Text(claims, "name"), email), clock.GetUtcNow());
            db.Users.Add(user);
            return user;
        }
        // Whoever may write any address into their profile at the provider must not become somebody else here.
        return user.OidcSubject is null && IsVerified(claims) ? user : throw new OidcRefusal("email_taken");
    }

    private void CheckDomain(string? email, bool isVerified)
    {
        var domains = ReflectorSettings.Listed(settings.OidcAllowedDomains);
        if (
            domains.Count > 0
            && !(
                isVerified
                && email is not null
                && domains.Contains(email.Split('@')[1], StringComparer.OrdinalIgnoreCase)
            )
        )
            throw new OidcRefusal("not_allowed");
    }

    private IEnumerable<string> Groups(JsonElement claims) =>
        claims.TryGetProperty(settings.OidcGroupsClaim, out var groups)
            ? groups.ValueKind switch
            {
                JsonValueKind.Array => groups
                    .EnumerateArray()
                    .Where(group => group.ValueKind is JsonValueKind.String)
                    .Select(group => group.GetString()!),
                JsonValueKind.String => [groups.GetString()!],
                _ => [],
            }
            : [];

    // Some providers write the boolean as text.
    private static bool IsVerified(JsonElement claims) =>
        claims.TryGetProperty("email_verified", out var verified)
        && (
            verified.ValueKind is JsonValueKind.True
            || (verified.ValueKind is JsonValueKind.String && verified.GetString() == "true")
        );

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= 1000 } text
        && !text.Contains('\0')
            ? text
            : null;
}
