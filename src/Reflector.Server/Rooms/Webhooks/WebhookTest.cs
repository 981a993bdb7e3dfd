using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reflector.Server.Http;

namespace Reflector.Server.Rooms.Webhooks;

/// <summary>Sends a room's webhook a test event, once.</summary>
internal sealed class WebhookTest(IHttpClientFactory clients, TimeProvider clock)
{
    public const string Client = "room webhooks";
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private const int PreviewBytes = 2048;

    public async Task<WebhookTestResult> SendAsync(Room room, CancellationToken cancellationToken)
    {
        if (room.WebhookUrl is null)
            return Failed("No webhook URL configured");
        using var client = clients.CreateClient(Client);
        using var request = Request(room);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            var preview = await PreviewAsync(answer, limited.Token);
            return answer.IsSuccessStatusCode
                ? new(true, "Webhook test successful", "", (int)answer.StatusCode, preview)
                : new(false, "Webhook test failed", $"HTTP {(int)answer.StatusCode}", (int)answer.StatusCode, preview);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("Webhook request timed out (10 seconds)");
        }
        catch (HttpRequestException exception)
        {
            // Deeper reasons would tell about our network.
            var reason = exception.InnerException is PrivateAddressException refused
                ? refused.Message
                : exception.HttpRequestError.ToString();
            return Failed($"Could not connect to webhook URL: {reason}");
        }
        catch (IOException)
        {
            return Failed("The connection broke while the webhook was answering");
        }
    }

    private HttpRequestMessage Request(Room room)
    {
        var now = clock.GetUtcNow();
        var body = JsonSerializer.Serialize(
            new WebhookTestEvent(
                "test",
                Guid.CreateVersion7(now).ToString("N"),
                now,
                "This is a test webhook from Reflector",
                new(room.Id, room.Name),
                CalendarEventData: null
            ),
            ApiJson.Options
        );
        var request = new HttpRequestMessage(HttpMethod.Post, room.WebhookUrl)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "Reflector-Webhook/1.0");
        request.Headers.Add("X-Webhook-Event", "test");
        request.Headers.Add("X-Webhook-Retry", "0");
        if (room.WebhookSecret is not null)
            request.Headers.Add("X-Webhook-Signature", Signature(room.WebhookSecret, now, body));
        return request;
    }

    private static string Signature(string secret, DateTimeOffset now, string body)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(hash)}";
    }

    private static async Task<string> PreviewAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[PreviewBytes];
        var length = await body.ReadAtLeastAsync(bytes, PreviewBytes, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static WebhookTestResult Failed(string error) => new(false, "Webhook test failed", error, null, null);

    private sealed record WebhookTestEvent(
        string Event,
        string EventId,
        DateTimeOffset Timestamp,
        string Message,
        WebhookRoom Room,
        object? CalendarEventData
    );

    private sealed record WebhookRoom(string Id, string Name);
}

/// <param name="StatusCode">Null when no answer came.</param>
/// <param name="ResponsePreview">The first 2 kB of the answer.</param>
internal sealed record WebhookTestResult(
    bool Success,
    string Message,
    string Error,
    int? StatusCode,
    string? ResponsePreview
);
