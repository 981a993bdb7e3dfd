using System.Text.Json;
using System.Text.Json.Serialization;
using Reflector.Server.Configuration;

namespace Reflector.Server.Accounts.Oidc;

/// <summary>The provider cannot be used as it is; the message is for the log.</summary>
internal sealed class OidcException(string message, Exception? innerException = null)
    : Exception(message, innerException);

/// <summary>What the provider says about itself (OpenID Connect Discovery 1.0).</summary>
internal sealed record ProviderDescription(
    [property: JsonPropertyName("issuer")] string? Issuer,
    [property: JsonPropertyName("authorization_endpoint")] Uri? Authorization,
    [property: JsonPropertyName("token_endpoint")] Uri? Token,
    [property: JsonPropertyName("userinfo_endpoint")] Uri? UserInfo,
    [property: JsonPropertyName("end_session_endpoint")] Uri? EndSession,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string>? TokenAuthentication
)
{
    /// <summary>Whether the client's secret travels in the header; the default where the provider does not say.</summary>
    public bool WantsBasicAuthentication => TokenAuthentication?.Contains("client_secret_post") != true;
}

/// <summary>Reads the provider's description when somebody signs in, and again after an hour.</summary>
internal sealed class OidcProvider(IHttpClientFactory clients, ReflectorSettings settings, TimeProvider clock)
    : IDisposable
{
    public const string Client = "oidc";
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _reading = new(1);
    private ProviderDescription? _known;
    private DateTimeOffset _readAt;

    /// <exception cref="OidcException">The provider does not answer as the specification says.</exception>
    public async Task<ProviderDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_known is null || clock.GetUtcNow() - _readAt > Fresh)
            {
                _known = await ReadAsync(cancellationToken);
                _readAt = clock.GetUtcNow();
            }
            return _known;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<ProviderDescription> ReadAsync(CancellationToken cancellationToken)
    {
        var issuer = settings.OidcIssuer!;
        var address = new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration");
        ProviderDescription? found;
        try
        {
            using var client = clients.CreateClient(Client);
            found = await client.GetFromJsonAsync<ProviderDescription>(address, cancellationToken);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or JsonException or TaskCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            throw new OidcException($"The provider's description at {address} could not be read", exception);
        }
        if (found?.Issuer?.TrimEnd('/') != issuer.TrimEnd('/'))
            throw new OidcException($"{address} describes another issuer: {found?.Issuer}");
        if (found is not { Authorization: not null, Token: not null, UserInfo: not null })
            throw new OidcException($"{address} lacks an endpoint for authorization, tokens or user information");
        Uri?[] endpoints = [found.Authorization, found.Token, found.UserInfo, found.EndSession];
        return endpoints.All(endpoint => endpoint is null || ProviderAddress.IsSafe(endpoint))
            ? found
            : throw new OidcException($"{address} names an endpoint that is not https");
    }
}
