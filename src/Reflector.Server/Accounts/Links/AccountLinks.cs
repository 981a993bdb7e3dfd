using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Passwords;
using Reflector.Server.Accounts.People;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Links;

/// <summary>Makes links for accounts and redeems them.</summary>
internal sealed class AccountLinks(ReflectorDb db, PasswordHashes hashes, Possessions possessions, TimeProvider clock)
{
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);
    public static readonly TimeSpan ResetLife = TimeSpan.FromDays(1);

    public static string Path(LinkPurpose purpose, string token) => $"/{ApiEnumColumn.ApiName(purpose)}?token={token}";

    /// <summary>Stores a link; the token is not kept.</summary>
    public async Task<(AccountLink Link, string Token)> CreateAsync(
        LinkPurpose purpose,
        TimeSpan? life,
        CancellationToken cancellationToken,
        string? email = null,
        string? userId = null,
        bool isAdministrator = false
    )
    {
        var token = Secrets.Create();
        var now = clock.GetUtcNow();
        var link = new AccountLink
        {
            Id = Guid.CreateVersion7().ToString(),
            TokenHash = Secrets.Hash(token),
            Purpose = purpose,
            Email = email,
            UserId = userId,
            IsAdministrator = isAdministrator,
            CreatedAt = now,
            ExpiresAt = now + life,
        };
        db.AccountLinks.Add(link);
        await db.SaveChangesAsync(cancellationToken);
        return (link, token);
    }

    /// <exception cref="ApiException">404 for one that does not work (any more).</exception>
    public async Task<(AccountLink Link, string? Email)> FindAsync(string token, CancellationToken cancellationToken)
    {
        var link = await Usable(token).AsNoTracking().FirstOrDefaultAsync(cancellationToken) ?? throw NotUsable();
        var email = link.UserId is null
            ? link.Email
            : await db
                .Users.Where(user => user.Id == link.UserId)
                .Select(user => user.Email)
                .FirstOrDefaultAsync(cancellationToken);
        return (link, email);
    }

    /// <summary>Does what the link is for; of several at once, one succeeds.</summary>
    /// <returns>The account, ready to be signed in.</returns>
    public async Task<User> AcceptAsync(AcceptLink request, CancellationToken cancellationToken)
    {
        PasswordRules.Check(request.Password);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var (link, _) = await FindAsync(request.Token, cancellationToken);
        if (
            await Usable(request.Token)
                .ExecuteUpdateAsync(row => row.SetProperty(link => link.UsedAt, now), cancellationToken) == 0
        )
            throw NotUsable();
        var user =
            link.Purpose is LinkPurpose.Reset
                ? await db.Users.FirstAsync(user => user.Id == link.UserId, cancellationToken)
                : await MakeAsync(link, request, cancellationToken);
        user.PasswordHash = hashes.Hash(request.Password);
        user.EndSessions();
        user.UpdatedAt = now;
        user.LastSignInAt = now;
        await db.SaveChangesAsync(cancellationToken);
        if (link.Purpose is LinkPurpose.Setup)
            await possessions.MoveAsync(Caller.Local.RequiredUserId, user.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user;
    }

    private async Task<User> MakeAsync(AccountLink link, AcceptLink request, CancellationToken cancellationToken)
    {
        var email = link.Email ?? EmailAddress.Normalize(request.Email);
        if (link.Purpose is LinkPurpose.Setup)
        {
            await Administrators.LockAsync(db, cancellationToken);
            if (await Administrators.ExistAsync(db, cancellationToken))
                throw NotUsable();
        }
        if (await db.Users.AnyAsync(user => user.Email == email, cancellationToken))
            throw ApiException.Conflict("There is an account with this e-mail address already: sign in instead");
        var user = User.Create(email, UserName.Check(request.Name, email), clock.GetUtcNow());
        user.IsAdministrator = link.IsAdministrator;
        db.Users.Add(user);
        return user;
    }

    private IQueryable<AccountLink> Usable(string token)
    {
        var (hash, now) = (Secrets.Hash(token), clock.GetUtcNow());
        return db.AccountLinks.Where(link =>
            link.TokenHash == hash
            && link.UsedAt == null
            && (link.ExpiresAt == null || link.ExpiresAt > now)
            && (link.UserId == null || db.Users.Any(user => user.Id == link.UserId && user.DisabledAt == null))
        );
    }

    private static ApiException NotUsable() =>
        ApiException.NotFound("This link does not work any more: it was used already, or is too old");
}
