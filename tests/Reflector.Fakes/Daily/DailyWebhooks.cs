using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reflector.Fakes.Services;
using Reflector.Fakes.Whereby;

namespace Reflector.Fakes.Daily;

/// <summary>Words and signs what Daily tells others.</summary>
public sealed class DailyWebhooks
{
    private readonly TimeProvider _clock;

    internal DailyWebhooks(string hmac, TimeProvider clock)
    {
        Hmac = hmac;
        _clock = clock;
    }

    /// <summary>The secret, in base64.</summary>
    public string Hmac { get; internal set; }

    /// <summary>Signed now, or at another time.</summary>
    public SignedWebhook Sign(string body, DateTimeOffset? at = null)
    {
        var time = (at ?? _clock.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Convert.FromBase64String(Hmac), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return new(
            body,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["X-Webhook-Signature"] = Convert.ToBase64String(signature),
                ["X-Webhook-Timestamp"] = time,
            }
        );
    }

    /// <summary>An event of the documented form.</summary>
    public SignedWebhook Event(string type, JsonObject payload, DateTimeOffset? at = null, string? id = null) =>
        Sign(
            new JsonObject
            {
                ["version"] = "1.0.0",
                ["type"] = type,
                ["id"] = id ?? $"{type}-{Guid.CreateVersion7()}",
                ["payload"] = payload,
                ["event_ts"] = Seconds(at ?? _clock.GetUtcNow()),
            }.ToJsonString(WherebyWebhooks.Compact)
        );

    /// <summary>With a fraction, as Daily writes them.</summary>
    internal static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
