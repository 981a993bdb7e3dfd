using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Requests;

/// <summary>Finds out who calls, and refuses what they may not ask for, before anything of the request is read.</summary>
internal sealed class CallerMiddleware(
    RequestDelegate next,
    ReflectorSettings settings,
    OwnAddresses addresses,
    SocketWatch sockets
)
{
    public async Task InvokeAsync(HttpContext context, CredentialsReader reader, ICallerSource source)
    {
        // The page's files and the health check are for everybody.
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }
        if (!addresses.IsOurName(context.Request.Host))
            throw new ApiException(
                StatusCodes.Status421MisdirectedRequest,
                $"This server does not answer under the name {context.Request.Host.Host}: set BASE_URL or ALLOWED_HOSTS"
            );
        var credentials = await reader.ReadAsync(context);
        context.Features.Set(credentials);
        if (IsWriting(context) && !IsWanted(context.Request, credentials))
            throw ApiException.Forbidden("This request comes from a page of another site");
        if (credentials.KeyScope is ApiKeyScope.Read && !IsReading(context.Request.Method))
            throw ApiException.Forbidden("This API key may only read");
        foreach (var requirement in context.GetEndpoint()?.Metadata.GetOrderedMetadata<CallerRequirement>() ?? [])
            Check(requirement.Required, source.Identify(context));
        using var watch =
            context.WebSockets.IsWebSocketRequest && credentials.Proof is { } proof
                ? sockets.Watch(context, proof)
                : null;
        await next(context);
    }

    private void Check(Required required, Caller caller)
    {
        if (required is Required.AccountUnlessPublic && settings.PublicMode)
            return;
        _ = caller.RequiredUserId;
        if (required is Required.Administrator && !caller.IsAdministrator)
            throw ApiException.Forbidden("Only an administrator may do this");
    }

    private static bool IsReading(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // A WebSocket is opened with GET, and no browser asks before it opens one to another site.
    private static bool IsWriting(HttpContext context) =>
        !IsReading(context.Request.Method) || context.WebSockets.IsWebSocketRequest;

    /// <summary>A page elsewhere can make a browser send nearly anything along with its cookies, or to a server on the person's own machine.</summary>
    private bool IsWanted(HttpRequest request, Credentials credentials)
    {
        // No page can know the key.
        if (credentials.KeyScope is not null)
            return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site is "same-origin" or "none")
            return true;
        // Neither header: no browser.
        if (site.Length == 0 && origin.Length == 0)
            return true;
        return (site.Length == 0 && addresses.IsOwnOrigin(origin, request))
            || addresses.IsInvited(origin, credentials.HasSession);
    }
}
