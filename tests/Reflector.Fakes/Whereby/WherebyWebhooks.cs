using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reflector.Fakes.Services;

namespace Reflector.Fakes.Whereby;

/// <summary>Words and signs what Whereby tells others.</summary>
public sealed class WherebyWebhooks
{
    private readonly string _secret;
    private readonly TimeProvider _clock;

    internal WherebyWebhooks(string secret, TimeProvider clock)
    {
        _secret = secret;
        _clock = clock;
    }

    /// <summary>Signed now, or at another time.</summary>
    public SignedWebhook Sign(string body, DateTimeOffset? at = null)
    {
        var time = (at ?? _clock.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return new(
            body,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Whereby-Signature"] = $"t={time},v1={Convert.ToHexStringLower(signature)}",
            }
        );
    }

    /// <summary>An event of the documented form.</summary>
    public SignedWebhook Event(string type, JsonObject data, DateTimeOffset? createdAt = null, string? id = null) =>
        Sign(
            new JsonObject
            {
                ["id"] = id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
                ["apiVersion"] = "1.0",
                ["createdAt"] = (createdAt ?? _clock.GetUtcNow()).ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                    CultureInfo.InvariantCulture
                ),
                ["type"] = type,
                ["data"] = data,
            }.ToJsonString(Compact)
        );

    // As JavaScript writes it: other letters than ASCII stand as they are.
    internal static JsonSerializerOptions Compact { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
