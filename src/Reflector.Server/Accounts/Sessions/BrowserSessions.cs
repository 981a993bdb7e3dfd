using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Configuration;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.Sessions;

/// <summary>
/// Signed-in browsers: the framework's encrypted cookie holds the user's id and security stamp, and each request
/// looks whether they still hold.
/// </summary>
internal static class BrowserSessions
{
    public const string Scheme = "session";
    private const string UserIdClaim = "sub";
    private const string StampClaim = "stamp";
    private static readonly TimeSpan Life = TimeSpan.FromDays(14);

    public static void AddSessions(this AuthenticationBuilder authentication, ReflectorSettings settings)
    {
        var alwaysSecure = settings.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        authentication.AddCookie(
            Scheme,
            options =>
            {
                options.Cookie.Name = "reflector_session";
                options.Cookie.Path = "/";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = alwaysSecure
                    ? CookieSecurePolicy.Always
                    : CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new HostPrefixedCookies(alwaysSecure);
                options.ExpireTimeSpan = Life;
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = ValidateAsync;
            }
        );
    }

    public static ClaimsPrincipal PrincipalOf(User user) =>
        new(
            new ClaimsIdentity(
                [new Claim(UserIdClaim, user.Id), new Claim(StampClaim, user.SecurityStamp)],
                Scheme,
                UserIdClaim,
                null
            )
        );

    public static Task StartAsync(HttpContext context, User user) =>
        context.SignInAsync(Scheme, PrincipalOf(user), new AuthenticationProperties { IsPersistent = true });

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>Who the request's cookie belongs to; null without a valid one.</summary>
    public static async Task<Credentials?> FindAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        return result.Succeeded && context.Features.Get<Caller>() is { } caller
            ? new(caller, HasSession: true, Proof: new(result.Principal.FindFirstValue(StampClaim), null))
            : null;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // The page's files are the same for everybody.
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
        {
            context.RejectPrincipal();
            return;
        }
        var id = context.Principal?.FindFirstValue(UserIdClaim);
        var stamp = context.Principal?.FindFirstValue(StampClaim);
        var db = context.HttpContext.RequestServices.GetRequiredService<ReflectorDb>();
        var caller = await db
            .Users.Where(user => user.Id == id && user.SecurityStamp == stamp && user.DisabledAt == null)
            .Select(user => new Caller(user.Id, user.Email, user.IsAdministrator))
            .FirstOrDefaultAsync(context.HttpContext.RequestAborted);
        if (caller is null)
        {
            context.RejectPrincipal();
            await EndAsync(context.HttpContext);
            return;
        }
        context.HttpContext.Features.Set(caller);
    }
}
