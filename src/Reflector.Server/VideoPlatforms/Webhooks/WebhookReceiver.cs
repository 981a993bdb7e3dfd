using System.Text;
using System.Text.Json;
using Reflector.Server.Http;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Checks a webhook and answers when it is stored.</summary>
internal sealed partial class WebhookReceiver(
    VideoPlatformFactory platforms,
    WebhookIntake intake,
    TimeProvider clock,
    ILogger<WebhookReceiver> logger
)
{
    private const int LongestId = 300;

    /// <summary>How far ahead of ours a platform's clock can be believed to be.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <exception cref="ApiException">The signature is not good, or it is of a meeting that we do not know.</exception>
    public async Task ReceiveAsync(string platformName, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, cancellationToken);
        var now = clock.GetUtcNow();
        var events = Platform(platformName);
        if (events?.IsProbe(body) == true)
            return;
        if (events?.VerifyWebhook(new(body, request.Headers, now)) != true)
            throw ApiException.Unauthorized("Invalid webhook signature");
        if (Read(events, platformName, body) is not { } item)
            return;
        var latest = now + ClockTolerance;
        var isKnown = await intake.StoreAsync(
            new(
                platformName,
                item with
                {
                    OccurredAt = (item.OccurredAt < latest ? item.OccurredAt : latest).ToUniversalTime(),
                },
                now,
                Encoding.UTF8.GetString(body)
            ),
            cancellationToken
        );
        if (!isKnown && events.RefusesUnknownMeetings)
            throw ApiException.NotFound("Meeting not found");
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 1 << 16));
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    private IWebhookEvents? Platform(string name)
    {
        try
        {
            return platforms.Get(name) as IWebhookEvents;
        }
        catch (VideoPlatformException exception)
        {
            LogNotSetUp(name, exception.Message);
            return null;
        }
    }

    private ReadEvent? Read(IWebhookEvents events, string platformName, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var item = events.Read(document.RootElement);
            if (item is not null && !new[] { item.Id, item.Type, item.MeetingId, item.RoomName }.All(IsStorable))
                throw new WebhookFormatException("Invalid event format");
            return item;
        }
        catch (JsonException)
        {
            LogRefused(platformName, "Invalid JSON");
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, "Invalid JSON");
        }
        // Text with half a surrogate pair, or bytes that are no UTF-8.
        catch (Exception exception) when (exception is WebhookFormatException or InvalidOperationException)
        {
            LogRefused(platformName, exception.Message);
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, "Invalid event format");
        }
    }

    // PostgreSQL stores no null character; other control characters have no place in a name either.
    private static bool IsStorable(string? text) =>
        text is null || (text.Length <= LongestId && !text.Any(char.IsControl));

    [LoggerMessage(3301, LogLevel.Warning, "A webhook of {Platform} was refused: {Reason}")]
    private partial void LogRefused(string platform, string reason);

    [LoggerMessage(3302, LogLevel.Warning, "A webhook of {Platform} was refused because it is not set up: {Reason}")]
    private partial void LogNotSetUp(string platform, string reason);
}
