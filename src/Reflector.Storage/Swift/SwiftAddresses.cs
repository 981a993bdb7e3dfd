using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reflector.Storage.Swift;

/// <summary>
/// Signed addresses (TempURL). The container's own key is used; a container without one gets a key that every server with
/// the same credential finds alike.
/// </summary>
internal sealed class SwiftAddresses(SwiftClient client, string container, SwiftOptions options) : IDisposable
{
    private const string KeyHeader = "X-Container-Meta-Temp-URL-Key";
    private static readonly TimeSpan s_keyLife = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Key, DateTimeOffset Until)? _key;

    public async Task<Uri> SignAsync(
        string name,
        TimeSpan validFor,
        string? fileName,
        CancellationToken cancellationToken
    )
    {
        var expires = (options.Clock.GetUtcNow() + SignedAddress.Require(validFor))
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        var key = await KeyAsync(cancellationToken);
        var storage = new Uri((await client.AccessAsync(cancellationToken)).Storage);
        var account = Uri.UnescapeDataString(storage.AbsolutePath);
        // Ceph puts its own part before the path that is signed.
        var version = account.IndexOf("/v1/", StringComparison.Ordinal);
        var path = $"{(version > 0 ? account[version..] : account)}/{container}/{name}";
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(key),
            Encoding.UTF8.GetBytes($"GET\n{expires}\n{path}")
        );
        var saveAs = SignedAddress.CleanName(fileName) is { } clean
            ? $"filename={Uri.EscapeDataString(clean)}"
            : "inline";
        return new Uri(
            $"{storage.AbsoluteUri}/{Uri.EscapeDataString(container)}/{SwiftClient.Escape(name)}"
                + $"?temp_url_sig={Convert.ToHexStringLower(signature)}&temp_url_expires={expires}&{saveAs}"
        );
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = options.Clock.GetUtcNow();
            if (_key is { } known && known.Until > now)
                return known.Key;
            var key = await ReadAsync(cancellationToken) ?? await MakeAsync(cancellationToken);
            _key = (key, now + s_keyLife);
            return key;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        using var answer = await client.SendAsync(HttpMethod.Head, Uri.EscapeDataString(container), cancellationToken);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            throw SwiftFault.NoContainer();
        if (!answer.IsSuccessStatusCode)
            throw SwiftFault.From(answer);
        return answer.Headers.TryGetValues(KeyHeader, out var values) ? values.First() : null;
    }

    private async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(options.CredentialSecret),
                Encoding.UTF8.GetBytes($"signed addresses of {container}")
            )
        );
        using var answer = await client.SendAsync(
            HttpMethod.Post,
            Uri.EscapeDataString(container),
            cancellationToken,
            (request, _) => request.Headers.Add(KeyHeader, key)
        );
        return answer.IsSuccessStatusCode ? key : throw SwiftFault.From(answer);
    }
}
