using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Oidc;
using Reflector.Server.Accounts.People;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Accounts.Sessions;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts;

internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/v1/auth").WithTags("auth");
        auth.MapGet("/", StateAsync).WithName("v1_auth_state").WithSummary("How people sign in here, and who I am");
        auth.MapPost("/sign-out", SignOutAsync).WithName("v1_auth_sign_out").WithSummary("End this session");
        auth.MapPost("/sign-out-everywhere", SignOutEverywhereAsync)
            .WithName("v1_auth_sign_out_everywhere")
            .WithSummary("End every session of mine, this one too; API keys stay")
            .RequireCaller();
    }

    private static async Task<AuthState> StateAsync(
        ReflectorDb db,
        ReflectorSettings settings,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var user = caller.UserId is null
            ? null
            : await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == caller.UserId, cancellationToken);
        return new(
            settings.AuthBackend switch
            {
                AuthBackends.Password => AuthBackend.Password,
                AuthBackends.Oidc => AuthBackend.Oidc,
                _ => AuthBackend.None,
            },
            settings.AuthBackend == AuthBackends.Password && !await Administrators.ExistAsync(db, cancellationToken),
            settings.AuthBackend == AuthBackends.Oidc ? settings.OidcName : null,
            settings.PublicMode,
            user is null ? null : SignedInUser.From(user)
        );
    }

    private static async Task<SignedOut> SignOutAsync(
        HttpContext context,
        ReflectorSettings settings,
        OidcProvider provider,
        OwnAddresses addresses,
        ILogger<AuthState> logger,
        CancellationToken cancellationToken
    )
    {
        if (settings.HasAccounts)
            await BrowserSessions.EndAsync(context);
        var provided =
            settings.AuthBackend == AuthBackends.Oidc
                ? await OidcEndpoints.EndSessionAsync(
                    provider,
                    settings,
                    addresses.LinkBase(context.Request),
                    logger,
                    cancellationToken
                )
                : null;
        return new("ok", provided);
    }

    private static async Task<SignedOut> SignOutEverywhereAsync(
        HttpContext context,
        ReflectorDb db,
        ReflectorSettings settings,
        OidcProvider provider,
        OwnAddresses addresses,
        ILogger<AuthState> logger,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!settings.HasAccounts)
            throw ApiException.BadRequest("This server keeps no accounts");
        var user = await db.Users.FirstAsync(user => user.Id == caller.UserId, cancellationToken);
        user.EndSessions();
        user.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return await SignOutAsync(context, settings, provider, addresses, logger, cancellationToken);
    }
}

/// <param name="RedirectTo">Where the browser goes to end the provider's session, too; null when there is none.</param>
internal sealed record SignedOut(string Status, string? RedirectTo);

internal enum AuthBackend
{
    None,
    Password,
    Oidc,
}

/// <param name="NeedsSetup">There is no administrator yet: the server has printed a link that makes one.</param>
/// <param name="ProviderName">Of the sign-in button with <c>oidc</c>.</param>
/// <param name="PublicMode">People without an account may list and create.</param>
/// <param name="User">Who is signed in.</param>
internal sealed record AuthState(
    AuthBackend Backend,
    bool NeedsSetup,
    string? ProviderName,
    bool PublicMode,
    SignedInUser? User
);
