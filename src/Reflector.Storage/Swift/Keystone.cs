using System.Net;
using System.Text.Json;
using Reflector.Storage.Remote;

namespace Reflector.Storage.Swift;

/// <summary>A token and where it leads.</summary>
/// <param name="Token">Secret.</param>
/// <param name="Storage">The account in the object storage, without a slash at its end.</param>
/// <param name="RenewAt">A little before it expires.</param>
internal sealed record SwiftAccess(string Token, string Storage, DateTimeOffset RenewAt);

/// <summary>Keystone v3 with an application credential; keeps the token until shortly before it expires.</summary>
internal sealed class Keystone(SwiftOptions options, Retrying http) : IDisposable
{
    private const string Header = "X-Subject-Token";
    private static readonly TimeSpan s_early = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private SwiftAccess? _access;

    /// <exception cref="StorageException">Keystone does not answer, does not know the credential, or has no storage for it.</exception>
    public async Task<SwiftAccess> AccessAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } known)
            return known;
        await _one.WaitAsync(cancellationToken);
        try
        {
            return Usable() ?? (_access = await SignInAsync(cancellationToken));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>That token is no longer accepted.</summary>
    public void Forget(SwiftAccess access) => Interlocked.CompareExchange(ref _access, null, access);

    public void Dispose() => _one.Dispose();

    private SwiftAccess? Usable() =>
        Volatile.Read(ref _access) is { } access && access.RenewAt > options.Clock.GetUtcNow() ? access : null;

    private async Task<SwiftAccess> SignInAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(cancellationToken);
        var body = await ReadAsync(answer, cancellationToken);
        if (
            answer.StatusCode == HttpStatusCode.Created
            && answer.Headers.TryGetValues(Header, out var tokens)
            && body is { ValueKind: JsonValueKind.Object } content
            && content.TryGetProperty("token", out var token)
        )
            return new(tokens.First(), Storage(token), RenewAt(token));
        throw Refused(answer.StatusCode, body);
    }

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellationToken)
    {
        var address = options.AuthUrl.ToString().TrimEnd('/');
        if (!address.EndsWith("/v3", StringComparison.Ordinal))
            address += "/v3";
        // Keystone refuses a scope here: the credential has its own.
        var body = new
        {
            auth = new
            {
                identity = new
                {
                    methods = new[] { "application_credential" },
                    application_credential = new { id = options.CredentialId, secret = options.CredentialSecret },
                },
            },
        };
        try
        {
            return await http.SendAsync(
                _ => new(HttpMethod.Post, $"{address}/auth/tokens") { Content = SwiftClient.Json(body) },
                cancellationToken
            );
        }
        catch (StorageException e)
        {
            throw Silent(e.InnerException);
        }
    }

    /// <summary>Null when it is not JSON.</summary>
    private async Task<JsonElement?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await http.ReadAsync<JsonElement>(answer, cancellationToken);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>Reckoned from now, as the clocks of two machines differ.</summary>
    private DateTimeOffset RenewAt(JsonElement token)
    {
        var life =
            token.GetProperty("expires_at").GetDateTimeOffset() - token.GetProperty("issued_at").GetDateTimeOffset();
        return options.Clock.GetUtcNow() + (life > 2 * s_early ? life - s_early : life / 2);
    }

    private string Storage(JsonElement token)
    {
        var endpoints = token.TryGetProperty("catalog", out var catalog)
            ? catalog
                .EnumerateArray()
                .Where(service => Text(service, "type") == "object-store")
                .SelectMany(service => service.GetProperty("endpoints").EnumerateArray())
                .Where(endpoint => Text(endpoint, "interface") == "public")
                .ToList()
            : [];
        var found = endpoints.Find(endpoint => options.Region is null || Region(endpoint) == options.Region);
        if (
            found.ValueKind == JsonValueKind.Object
            && Uri.TryCreate(Text(found, "url"), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
        )
            return url.ToString().TrimEnd('/');
        var others = string.Join(", ", endpoints.Select(Region).Distinct(StringComparer.Ordinal));
        throw new StorageException(
            StorageErrorKind.Unavailable,
            endpoints.Count == 0
                ? "OpenStack has no object storage for this application credential."
                : $"OpenStack has no object storage in the region {options.Region}: check OS_REGION_NAME. It has some in {others}."
        );
    }

    private static string? Region(JsonElement endpoint) => Text(endpoint, "region_id") ?? Text(endpoint, "region");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static StorageException Refused(HttpStatusCode status, JsonElement? body)
    {
        var isKeystone = body is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out _);
        return status switch
        {
            HttpStatusCode.NotFound when isKeystone => new(
                StorageErrorKind.AccessDenied,
                "OpenStack does not know this server's application credential: check OS_APPLICATION_CREDENTIAL_ID."
            ),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
                StorageErrorKind.AccessDenied,
                "OpenStack does not accept this server's application credential: check OS_APPLICATION_CREDENTIAL_SECRET, and whether the credential has expired."
            ),
            < HttpStatusCode.InternalServerError => new(
                StorageErrorKind.Unavailable,
                "What answers at OS_AUTH_URL is not OpenStack's identity service."
            ),
            _ => Silent(null),
        };
    }

    private static StorageException Silent(Exception? e) =>
        new(StorageErrorKind.Unavailable, "OpenStack's identity service does not answer as it should: try again.", e);
}
