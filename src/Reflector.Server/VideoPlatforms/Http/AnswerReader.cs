using System.Net.Http.Headers;
using System.Text.Json;

namespace Reflector.Server.VideoPlatforms.Http;

/// <summary>Takes an answer in without trusting its length or its words.</summary>
internal static class AnswerReader
{
    private const int LongestErrorType = 40;

    /// <exception cref="CallFailure">It is longer than <paramref name="limit"/> bytes.</exception>
    public static async Task<PlatformAnswer> ReadAsync(
        HttpResponseMessage response,
        int limit,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > limit)
                throw new CallFailure(CallFailureKind.TooLong);
            body.Write(buffer, 0, read);
        }
        var bytes = body.ToArray();
        var status = (int)response.StatusCode;
        var wait = Wait(response.Headers.RetryAfter, now) ?? (status == 429 ? WaitInBody(bytes) : null);
        return new(status, bytes, wait);
    }

    /// <summary>Daily's stable name of what went wrong, such as <c>invalid-request-error</c>; empty when there is none.</summary>
    public static string ErrorType(PlatformAnswer answer) =>
        Text(answer, "error") is { Length: > 0 and <= LongestErrorType } type
        && type.All(letter => letter is '-' or (>= 'a' and <= 'z'))
            ? type
            : "";

    /// <returns>Null when the body is no object with that text.</returns>
    public static string? Text(PlatformAnswer answer, string property)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty(property, out var value)
                && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > now => date - now,
            { Date: not null } => TimeSpan.Zero,
            _ => null,
        };

    /// <summary>Whereby's <c>{"data": {"msLeft": 38689}}</c>.</summary>
    private static TimeSpan? WaitInBody(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind is JsonValueKind.Object
                && data.TryGetProperty("msLeft", out var left)
                && left.ValueKind is JsonValueKind.Number
                && left.TryGetInt32(out var milliseconds)
                && milliseconds >= 0
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
