using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Reflector.Storage.Remote;

namespace Reflector.Storage.Swift;

/// <summary>Requests to the account's object storage, signed in and tried again.</summary>
internal sealed class SwiftClient : IDisposable
{
    private readonly Retrying _http;
    private readonly Keystone _keystone;

    public SwiftClient(SwiftOptions options)
    {
        _http = new(options.Patience, options.FirstWait, options.Clock);
        _keystone = new(options, _http);
    }

    public Task<SwiftAccess> AccessAsync(CancellationToken cancellationToken) =>
        _keystone.AccessAsync(cancellationToken);

    /// <param name="method">What to do.</param>
    /// <param name="path">Container and object, escaped, with the query.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="prepare">Adds headers and body, anew for each attempt.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        CancellationToken cancellationToken,
        Action<HttpRequestMessage, Stall>? prepare = null
    )
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var access = await _keystone.AccessAsync(cancellationToken);
            var answer = await _http.SendAsync(
                stall =>
                {
                    var request = new HttpRequestMessage(method, $"{access.Storage}/{path}");
                    request.Headers.Add("X-Auth-Token", access.Token);
                    prepare?.Invoke(request, stall);
                    return request;
                },
                cancellationToken
            );
            // Expired or revoked on the way: a new token, once.
            if (answer.StatusCode != HttpStatusCode.Unauthorized || !isFirst)
                return answer;
            answer.Dispose();
            _keystone.Forget(access);
        }
    }

    /// <inheritdoc cref="Retrying.ReadAsync"/>
    public Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
        where T : notnull => _http.ReadAsync<T>(answer, cancellationToken);

    /// <summary>With its length: chunks are not understood by every server.</summary>
    public static HttpContent Json<T>(T value) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

    public static string Escape(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    public void Dispose()
    {
        _keystone.Dispose();
        _http.Dispose();
    }
}
