using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.People;

internal static class UserEndpoints
{
    public static void MapUser(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/v1/me",
                (Caller caller) => caller.UserId is null ? null : new UserInfo(caller.UserId, caller.Email)
            )
            .WithName("v1_user_me")
            .WithSummary("Who I am")
            .WithTags("user");
        routes
            .MapPatch("/v1/user", RenameAsync)
            .WithName("v1_user_update")
            .WithSummary("Change my name")
            .WithTags("user")
            .RequireCaller();
    }

    private static async Task<SignedInUser> RenameAsync(
        UpdateUser change,
        ReflectorDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var user =
            await db.Users.FirstOrDefaultAsync(user => user.Id == caller.UserId, cancellationToken)
            ?? throw ApiException.BadRequest("This server keeps no accounts");
        user.Name = UserName.Check(change.Name, user.Email);
        user.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return SignedInUser.From(user);
    }
}

/// <param name="Name">What others see; blank for the e-mail address's first part.</param>
internal sealed record UpdateUser(string Name);

/// <param name="Sub">Id of the user.</param>
internal sealed record UserInfo(string Sub, string? Email);
