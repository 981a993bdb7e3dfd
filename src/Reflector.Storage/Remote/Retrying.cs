using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Reflector.Storage.Remote;

/// <summary>Sends what can be sent again until it is answered for good.</summary>
/// <param name="patience">How long nothing may move before the other side counts as gone.</param>
/// <param name="firstWait">The first wait before trying again; it doubles each time and is jittered.</param>
/// <param name="clock">For the waits.</param>
internal sealed class Retrying(TimeSpan patience, TimeSpan firstWait, TimeProvider clock) : IDisposable
{
    private const int Attempts = 4;
    private const int RateLimited = 498;
    private const long LongBody = 1 << 20;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = patience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // A refusal then comes before a large body is sent.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
        }
    )
    {
        // Large bodies take as long as they take; see Stall.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="make">A new request for each attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, its content unread.</returns>
    /// <exception cref="StorageException">Nobody answered.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        Func<Stall, HttpRequestMessage> make,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? asked = null;
            try
            {
                using var stall = new Stall(patience, cancellationToken);
                using var request = make(stall);
                if (request.Content?.Headers.ContentLength > LongBody)
                    request.Headers.ExpectContinue = true;
                var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
                if (attempt == Attempts || !MayPass(answer.StatusCode))
                    return answer;
                asked = answer.Headers.RetryAfter?.Delta;
                answer.Dispose();
            }
            catch (Exception e) when (LineFault.IsOne(e) && !cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts || e.InnerException is StorageException)
                    throw LineFault.From(e);
            }
            await Task.Delay(Wait(attempt, asked), clock, cancellationToken);
        }
    }

    /// <summary>A short answer's content.</summary>
    /// <exception cref="StorageException">It breaks off, stalls or is not what it should be.</exception>
    public async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
        where T : notnull
    {
        using var stall = new Stall(patience, cancellationToken);
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(stall.Token) ?? throw new JsonException();
        }
        catch (Exception e)
            when (e is JsonException or NotSupportedException or InvalidOperationException
                || (LineFault.IsOne(e) && !cancellationToken.IsCancellationRequested)
            )
        {
            throw LineFault.From(e);
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)RateLimited
        || ((int)status >= 500 && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.InsufficientStorage));

    // All servers of a site come back at different times.
    private TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        var wait = firstWait * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble() / 2);
        wait = asked > wait ? asked.Value : wait;
        return wait < s_longestWait ? wait : s_longestWait;
    }
}
