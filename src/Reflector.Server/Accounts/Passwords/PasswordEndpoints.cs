using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Accounts.Sessions;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Passwords;

internal static class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/auth/sign-in", SignInAsync)
            .WithName("v1_auth_sign_in")
            .WithSummary("Sign in with e-mail address and password; sets the session's cookie")
            .WithTags("auth");
        routes
            .MapPost("/v1/user/password", ChangeAsync)
            .WithName("v1_user_change_password")
            .WithSummary("Change my password; every other session ends")
            .WithTags("user")
            .RequireCaller();
    }

    private static async Task<SignedInUser> SignInAsync(
        SignIn request,
        HttpContext context,
        ReflectorDb db,
        SignInLimit limit,
        PasswordHashes hashes,
        ReflectorSettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        RequirePasswords(settings);
        var email = EmailAddress.TryNormalize(request.Email) ?? "";
        var address = context.Connection.RemoteIpAddress;
        await limit.CountAsync(email, address, cancellationToken);
        var user = await db.Users.FirstOrDefaultAsync(user => user.Email == email, cancellationToken);
        var password = request.Password.Length > PasswordRules.Maximum ? "" : request.Password;
        if (!hashes.Verify(user, password) || user is null)
            throw ApiException.Unauthorized("The e-mail address or the password is wrong");
        if (user.DisabledAt is not null)
            throw ApiException.Forbidden("This account is disabled: ask an administrator");
        await limit.ForgiveAsync(email, address, cancellationToken);
        user.LastSignInAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await BrowserSessions.StartAsync(context, user);
        return SignedInUser.From(user);
    }

    private static async Task<AccountStatus> ChangeAsync(
        ChangePassword request,
        HttpContext context,
        ReflectorDb db,
        SignInLimit limit,
        PasswordHashes hashes,
        ReflectorSettings settings,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        RequirePasswords(settings);
        PasswordRules.Check(request.NewPassword, "new_password");
        var user =
            await db.Users.FirstOrDefaultAsync(user => user.Id == caller.UserId, cancellationToken)
            ?? throw ApiException.Unauthorized("Not authenticated");
        // Somebody at an unlocked screen must not be able to guess it here either.
        var address = context.Connection.RemoteIpAddress;
        await limit.CountAsync(user.Email, address, cancellationToken);
        var current = request.CurrentPassword.Length > PasswordRules.Maximum ? "" : request.CurrentPassword;
        if (!hashes.Verify(user, current))
            throw ApiException.BadRequest("The current password is wrong");
        await limit.ForgiveAsync(user.Email, address, cancellationToken);
        user.PasswordHash = hashes.Hash(request.NewPassword);
        user.EndSessions();
        user.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        if (context.Features.Get<Credentials>() is { HasSession: true })
            await BrowserSessions.StartAsync(context, user);
        return AccountStatus.Ok;
    }

    private static void RequirePasswords(ReflectorSettings settings)
    {
        if (settings.AuthBackend != AuthBackends.Password)
            throw ApiException.BadRequest("This server keeps no passwords");
    }
}

internal sealed record SignIn(string Email, string Password);

internal sealed record ChangePassword(string CurrentPassword, string NewPassword);
