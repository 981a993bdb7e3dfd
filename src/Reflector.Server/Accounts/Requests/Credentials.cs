using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Accounts.Sessions;
using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Requests;

/// <summary>How a caller is known.</summary>
/// <param name="KeyScope">Of a valid API key; null when there is none.</param>
/// <param name="HasSession">By a browser's cookie.</param>
/// <param name="Proof">What has to go on holding; null for whoever needs none.</param>
internal sealed record Credentials(
    Caller Caller,
    ApiKeyScope? KeyScope = null,
    bool HasSession = false,
    Proof? Proof = null
);

/// <summary>Reads a request's cookie and API key.</summary>
internal sealed class CredentialsReader(ReflectorSettings settings, ApiKeyStore keys)
{
    /// <exception cref="ApiException">401 when cookie and key belong to different people.</exception>
    public async Task<Credentials> ReadAsync(HttpContext context)
    {
        var session = settings.HasAccounts ? await BrowserSessions.FindAsync(context) : null;
        if (ApiKeyStore.Of(context) is not { } secret)
            return session ?? new(settings.HasAccounts ? Caller.Anonymous : Caller.Local);
        var key = await keys.FindAsync(secret, context.RequestAborted);
        if (key is null)
            return session ?? new(Caller.Anonymous);
        if (session is not null && session.Caller.UserId != key.UserId)
            throw ApiException.Unauthorized("Invalid authentication");
        // A key that is lost must not hand the whole server over: managing it takes a person who has signed in.
        return new(new Caller(key.UserId), key.Scope, session is not null, new(null, key.Id));
    }
}
