using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.People;

/// <summary>There is always somebody who can manage the server.</summary>
internal static class Administrators
{
    private const long AdvisoryLock = 0x5265666C41646D69;

    /// <summary>Until the transaction ends nobody else changes who they are.</summary>
    public static Task LockAsync(ReflectorDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancellationToken);

    public static Task<bool> ExistAsync(ReflectorDb db, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(user => user.IsAdministrator && user.DisabledAt == null, cancellationToken);

    /// <exception cref="ApiException">409 when nobody else could manage the server.</exception>
    public static async Task RequireAnotherAsync(ReflectorDb db, string userId, CancellationToken cancellationToken)
    {
        if (
            !await db.Users.AnyAsync(
                user => user.Id != userId && user.IsAdministrator && user.DisabledAt == null,
                cancellationToken
            )
        )
            throw ApiException.Conflict("This is the last administrator: make somebody else one first");
    }
}
