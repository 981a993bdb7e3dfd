using Reflector.Server.Accounts.Sessions;
using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Links;

/// <summary>The token travels in the body: addresses end up in logs.</summary>
internal static class LinkEndpoints
{
    private const int TokenLimit = 200;

    public static void MapLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/v1/auth/links").WithTags("auth");
        links
            .MapPost("/read", ReadAsync)
            .WithName("v1_auth_read_link")
            .WithSummary("What a set-up link, invitation or reset link is for");
        links
            .MapPost("/accept", AcceptAsync)
            .WithName("v1_auth_accept_link")
            .WithSummary("Use such a link: choose a password, and be signed in");
    }

    private static async Task<LinkDescription> ReadAsync(
        ReadLink request,
        AccountLinks links,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        Check(request.Token, settings);
        var (link, email) = await links.FindAsync(request.Token, cancellationToken);
        return new(link.Purpose, email, link.IsAdministrator, link.ExpiresAt);
    }

    private static async Task<SignedInUser> AcceptAsync(
        AcceptLink request,
        HttpContext context,
        AccountLinks links,
        ReflectorSettings settings,
        CancellationToken cancellationToken
    )
    {
        Check(request.Token, settings);
        var user = await links.AcceptAsync(request, cancellationToken);
        await BrowserSessions.StartAsync(context, user);
        return SignedInUser.From(user);
    }

    private static void Check(string token, ReflectorSettings settings)
    {
        if (settings.AuthBackend != AuthBackends.Password || token.Length > TokenLimit)
            throw ApiException.NotFound("This link does not work any more: it was used already, or is too old");
    }
}

internal sealed record ReadLink(string Token);

/// <param name="Email">Of the account; null where the person chooses.</param>
/// <param name="ExpiresAt">Null: until it is used.</param>
internal sealed record LinkDescription(
    LinkPurpose Purpose,
    string? Email,
    bool IsAdministrator,
    DateTimeOffset? ExpiresAt
);

/// <param name="Email">Where the link does not say it.</param>
/// <param name="Name">What others see; the e-mail address's first part when it is not given.</param>
internal sealed record AcceptLink(string Token, string Password, string? Email = null, string? Name = null);
