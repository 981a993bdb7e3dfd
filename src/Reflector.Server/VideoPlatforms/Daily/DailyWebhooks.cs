using System.Text.Json.Serialization;
using Reflector.Server.Configuration;
using Reflector.Server.VideoPlatforms.Http;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>What Daily tells, and whom: https://docs.daily.co/reference/rest-api/webhooks.</summary>
internal sealed class DailyWebhooks([FromKeyedServices(DailyPlatform.PlatformName)] PlatformConnection connection)
{
    private const string Path = "webhooks";

    public static string OwnUrl(ReflectorSettings settings) => settings.PublicUrl + DailyRegistration.WebhookPath;

    public Task<IReadOnlyList<DailyWebhook>> ListAsync(CancellationToken cancellationToken) =>
        connection.AskAsync<IReadOnlyList<DailyWebhook>>(
            new(HttpMethod.Get, Path),
            DailyJson.Options,
            cancellationToken
        );

    /// <summary>Daily calls the address before it answers.</summary>
    /// <param name="url">Of ours.</param>
    /// <param name="secret">Base64.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null when Daily refused.</returns>
    public Task<DailyWebhook?> CreateAsync(string url, string secret, CancellationToken cancellationToken) =>
        SendAsync(Path, new(url, DailyEvents.Wanted, secret, "exponential"), cancellationToken);

    /// <summary>Makes one that Daily has stopped active again; Daily calls the address before it answers.</summary>
    /// <returns>Null when Daily refused.</returns>
    public Task<DailyWebhook?> RepairAsync(DailyWebhook webhook, CancellationToken cancellationToken) =>
        SendAsync($"{Path}/{Uri.EscapeDataString(webhook.Uuid)}", new(webhook.Url), cancellationToken);

    public async Task DeleteAsync(DailyWebhook webhook, CancellationToken cancellationToken)
    {
        var call = new PlatformCall(HttpMethod.Delete, $"{Path}/{Uri.EscapeDataString(webhook.Uuid)}");
        var answer = await connection.SendAsync(call, cancellationToken);
        if (!answer.IsSuccess && answer.Status != StatusCodes.Status404NotFound)
            throw connection.Refused(call, answer);
    }

    private async Task<DailyWebhook?> SendAsync(
        string path,
        DailyWebhookRequest webhook,
        CancellationToken cancellationToken
    )
    {
        var call = new PlatformCall(HttpMethod.Post, path)
        {
            Content = () => JsonContent.Create(webhook, null, DailyJson.Options),
        };
        var answer = await connection.SendAsync(call, cancellationToken);
        if (
            answer.Status == StatusCodes.Status400BadRequest
            && AnswerReader.ErrorType(answer) == DailyClient.InvalidRequest
        )
            return null;
        return answer.IsSuccess
            ? connection.Read<DailyWebhook>(call, answer, DailyJson.Options)
            : throw connection.Refused(call, answer);
    }
}

/// <param name="Hmac">Base64.</param>
/// <param name="RetryType"><c>exponential</c> tries each event several times and never stops for good, as <c>circuit-breaker</c> does.</param>
internal sealed record DailyWebhookRequest(
    string Url,
    [property: JsonPropertyName("eventTypes")] IReadOnlyList<string>? EventTypes = null,
    string? Hmac = null,
    [property: JsonPropertyName("retryType")] string? RetryType = null
);

/// <param name="State">Anything but <c>ACTIVE</c> means that nothing is sent.</param>
internal sealed record DailyWebhook(
    string Uuid,
    string Url,
    string State,
    [property: JsonPropertyName("eventTypes")] IReadOnlyList<string>? EventTypes = null,
    [property: JsonPropertyName("failedCount")] int? FailedCount = null
)
{
    public bool IsActive => State == "ACTIVE";
}
