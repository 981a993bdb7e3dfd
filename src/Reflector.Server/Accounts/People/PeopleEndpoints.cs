using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.People;

/// <summary>What administrators do with other people's accounts.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/v1/users").WithTags("users").RequireAdministrator();
        users.MapGet("/", ListAsync).WithName("v1_users_list").WithSummary("Everybody with an account");
        users
            .MapPatch("/{user_id}", UpdateAsync)
            .WithName("v1_user_administer")
            .WithSummary("Make somebody an administrator or not, disable or enable the account");
        users
            .MapDelete("/{user_id}", DeleteAsync)
            .WithName("v1_user_delete")
            .WithSummary("Delete an account; what it owns is handed to somebody");
        users
            .MapPost("/{user_id}/reset-link", ResetAsync)
            .WithName("v1_user_create_reset_link")
            .WithSummary("A link with which somebody chooses a new password");
        users
            .MapGet("/invitations", InvitationsAsync)
            .WithName("v1_invitations_list")
            .WithSummary("Invitations that still work");
        users
            .MapPost("/invitations", InviteAsync)
            .WithName("v1_invitation_create")
            .WithSummary("A link with which somebody makes an account; only this answer shows it");
        users
            .MapDelete("/invitations/{invitation_id}", WithdrawAsync)
            .WithName("v1_invitation_delete")
            .WithSummary("Withdraw an invitation");
    }

    private static Task<List<UserSummary>> ListAsync(ReflectorDb db, CancellationToken cancellationToken) =>
        db.Users.OrderBy(user => user.Email).Select(Summary).ToListAsync(cancellationToken);

    private static async Task<UserSummary> UpdateAsync(
        string user_id,
        AdministerUser change,
        ReflectorDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Administrators.LockAsync(db, cancellationToken);
        var user = await FindAsync(db, user_id, cancellationToken);
        var now = clock.GetUtcNow();
        if (change is { IsAdministrator: false } or { Disabled: true } && user.IsAdministrator)
            await Administrators.RequireAnotherAsync(db, user.Id, cancellationToken);
        user.IsAdministrator = change.IsAdministrator ?? user.IsAdministrator;
        if (change.Disabled is { } disabled && disabled != user.DisabledAt is not null)
        {
            user.DisabledAt = disabled ? now : null;
            user.EndSessions();
        }
        user.UpdatedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await db.Users.Where(row => row.Id == user.Id).Select(Summary).FirstAsync(cancellationToken);
    }

    private static async Task<AccountStatus> DeleteAsync(
        string user_id,
        ReflectorDb db,
        Possessions possessions,
        CancellationToken cancellationToken,
        string? transfer_to = null
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Administrators.LockAsync(db, cancellationToken);
        var user = await FindAsync(db, user_id, cancellationToken);
        if (user.IsAdministrator)
            await Administrators.RequireAnotherAsync(db, user.Id, cancellationToken);
        if (transfer_to is not null)
        {
            if (transfer_to == user.Id)
                throw ApiException.BadRequest("transfer_to is the account that is to be deleted");
            var heir = await FindAsync(db, transfer_to, cancellationToken);
            await possessions.MoveAsync(user.Id, heir.Id, cancellationToken);
        }
        else if (await possessions.DescribeAsync(user.Id, cancellationToken) is { } owned)
        {
            throw ApiException.Conflict(
                $"{user.Email} owns {owned}: hand them to somebody (transfer_to), or disable the account instead"
            );
        }
        await db.UserApiKeys.Where(key => key.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await db.UserFilters.Where(filter => filter.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        db.Users.Remove(user);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AccountStatus.Ok;
    }

    private static async Task<IssuedLink> ResetAsync(
        string user_id,
        HttpRequest request,
        ReflectorDb db,
        AccountLinks links,
        OwnAddresses addresses,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        RequirePasswords(settings);
        var user = await FindAsync(db, user_id, cancellationToken);
        if (user.DisabledAt is not null)
            throw ApiException.Conflict("This account is disabled: enable it first");
        // The newest is the one that was handed over.
        await db
            .AccountLinks.Where(link => link.UserId == user.Id && link.UsedAt == null)
            .ExecuteDeleteAsync(cancellationToken);
        var (link, token) = await links.CreateAsync(
            LinkPurpose.Reset,
            AccountLinks.ResetLife,
            cancellationToken,
            userId: user.Id
        );
        return Issue(link, token, addresses.LinkBase(request));
    }

    private static Task<List<Invitation>> InvitationsAsync(
        ReflectorDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        return db
            .AccountLinks.Where(link =>
                link.Purpose == LinkPurpose.Invitation && link.UsedAt == null && link.ExpiresAt > now
            )
            .OrderByDescending(link => link.CreatedAt)
            .Select(link => new Invitation(
                link.Id,
                link.Email,
                link.IsAdministrator,
                link.CreatedAt,
                link.ExpiresAt!.Value
            ))
            .ToListAsync(cancellationToken);
    }

    private static async Task<IssuedLink> InviteAsync(
        CreateInvitation request,
        HttpRequest http,
        ReflectorDb db,
        AccountLinks links,
        OwnAddresses addresses,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        RequirePasswords(settings);
        var email = string.IsNullOrWhiteSpace(request.Email) ? null : EmailAddress.Normalize(request.Email);
        if (email is not null && await db.Users.AnyAsync(user => user.Email == email, cancellationToken))
            throw ApiException.Conflict("There is an account with this e-mail address already");
        var (link, token) = await links.CreateAsync(
            LinkPurpose.Invitation,
            AccountLinks.InvitationLife,
            cancellationToken,
            email,
            isAdministrator: request.IsAdministrator
        );
        return Issue(link, token, addresses.LinkBase(http));
    }

    private static async Task<AccountStatus> WithdrawAsync(
        string invitation_id,
        ReflectorDb db,
        CancellationToken cancellationToken
    )
    {
        var withdrawn = await db
            .AccountLinks.Where(link =>
                link.Id == invitation_id && link.Purpose == LinkPurpose.Invitation && link.UsedAt == null
            )
            .ExecuteDeleteAsync(cancellationToken);
        return withdrawn > 0 ? AccountStatus.Ok : throw ApiException.NotFound("Invitation not found");
    }

    private static async Task<User> FindAsync(ReflectorDb db, string id, CancellationToken cancellationToken) =>
        await db.Users.FirstOrDefaultAsync(user => user.Id == id, cancellationToken)
        ?? throw ApiException.NotFound("User not found");

    private static void RequirePasswords(ReflectorSettings settings)
    {
        if (settings.AuthBackend != AuthBackends.Password)
            throw ApiException.BadRequest("This server keeps no passwords");
    }

    private static IssuedLink Issue(AccountLink link, string token, string root) =>
        new(link.Id, root + AccountLinks.Path(link.Purpose, token), link.ExpiresAt!.Value);

    private static readonly System.Linq.Expressions.Expression<Func<User, UserSummary>> Summary =
        user => new UserSummary(
            user.Id,
            user.Email,
            user.Name,
            user.IsAdministrator,
            user.DisabledAt != null,
            user.CreatedAt,
            user.LastSignInAt
        );
}

internal sealed record UserSummary(
    string Id,
    string Email,
    string Name,
    bool IsAdministrator,
    bool Disabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt
);

internal sealed record AdministerUser(bool? IsAdministrator = null, bool? Disabled = null);

/// <param name="Email">Null lets the person choose.</param>
internal sealed record CreateInvitation(string? Email = null, bool IsAdministrator = false);

internal sealed record Invitation(
    string Id,
    string? Email,
    bool IsAdministrator,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
);

/// <param name="Url">To be handed over; it cannot be shown again.</param>
internal sealed record IssuedLink(string Id, string Url, DateTimeOffset ExpiresAt);
