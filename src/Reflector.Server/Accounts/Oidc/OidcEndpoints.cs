using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Accounts.Sessions;
using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Oidc;

internal static class OidcEndpoints
{
    private const string Scheme = "oidc";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddOidc(
        this AuthenticationBuilder authentication,
        IServiceCollection services,
        ReflectorSettings settings
    )
    {
        services.AddSingleton<OidcProvider>();
        services.AddScoped<OidcUsers>();
        services.AddHttpClient(
            OidcProvider.Client,
            client =>
            {
                client.Timeout = Patience;
                client.MaxResponseContentBufferSize = 1 << 20;
            }
        );
        if (settings.AuthBackend != AuthBackends.Oidc)
            return;
        var isSecure = settings.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        authentication.AddOAuth<OAuthOptions, OidcHandler>(
            Scheme,
            options =>
            {
                options.ClientId = settings.OidcClientId!;
                options.ClientSecret = settings.OidcClientSecret!;
                options.CallbackPath = OidcHandler.CallbackPath;
                options.SignInScheme = BrowserSessions.Scheme;
                options.UsePkce = true;
                // The provider's own are known when somebody signs in; these are never used.
                options.AuthorizationEndpoint = settings.OidcIssuer!;
                options.TokenEndpoint = settings.OidcIssuer!;
                options.CorrelationCookie.SameSite = SameSiteMode.Lax;
                options.CorrelationCookie.SecurePolicy = isSecure
                    ? CookieSecurePolicy.Always
                    : CookieSecurePolicy.SameAsRequest;
                options.BackchannelTimeout = Patience;
                options.Scope.Clear();
                foreach (var scope in settings.OidcScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    options.Scope.Add(scope);
                options.Events.OnRemoteFailure = FailAsync;
            }
        );
    }

    public static void MapOidc(this IEndpointRouteBuilder routes)
    {
        // The way back (OidcHandler.CallbackPath) is the framework's.
        routes
            .MapGet("/v1/auth/oidc/start", StartAsync)
            .WithTags("auth")
            .WithName("v1_auth_oidc_start")
            .WithSummary("Sends the browser to the provider to sign in")
            .Produces(StatusCodes.Status302Found);
    }

    /// <summary>Where a browser goes to end its session at the provider; null when that has no such place, or does not answer.</summary>
    public static async Task<string?> EndSessionAsync(
        OidcProvider provider,
        ReflectorSettings settings,
        string root,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var described = await provider.DescribeAsync(cancellationToken);
            return described.EndSession is null
                ? null
                : QueryHelpers.AddQueryString(
                    described.EndSession.ToString(),
                    new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["client_id"] = settings.OidcClientId,
                        ["post_logout_redirect_uri"] = root + "/sign-in",
                    }
                );
        }
        catch (OidcException exception)
        {
            logger.LogWarning(exception, "A session ended here but not at the provider");
            return null;
        }
    }

    private static async Task StartAsync(HttpContext context, ReflectorSettings settings, string? return_to = null)
    {
        RequireOidc(settings);
        try
        {
            await context.ChallengeAsync(
                Scheme,
                new AuthenticationProperties { RedirectUri = LocalPath.OrHome(return_to) }
            );
        }
        catch (OidcException exception)
        {
            Fail(context, exception);
        }
    }

    private static Task FailAsync(RemoteFailureContext context)
    {
        Fail(context.HttpContext, context.Failure);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static void Fail(HttpContext context, Exception? failure)
    {
        var reason = failure switch
        {
            OidcRefusal refusal => refusal.Reason,
            _ when context.Request.Query["error"] == "access_denied" => "denied",
            _ => "provider",
        };
        if (reason == "provider")
            context
                .RequestServices.GetRequiredService<ILogger<OidcHandler>>()
                .LogWarning("Somebody could not sign in at the provider: {Reason}", Root(failure)?.Message);
        context.Response.Redirect($"/sign-in?error={reason}");
    }

    // The framework's wrapper says nothing; of our own the message has no token in it.
    private static Exception? Root(Exception? failure) => failure?.GetBaseException();

    private static void RequireOidc(ReflectorSettings settings)
    {
        if (settings.AuthBackend != AuthBackends.Oidc)
            throw ApiException.NotFound("This server does not sign people in at a provider");
    }
}
