using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Reflector.Fakes.Daily;

/// <summary>A meeting token: a JWT whose claims have Daily's short names.</summary>
internal static class DailyToken
{
    private static readonly Dictionary<string, string> Claims = new(StringComparer.Ordinal)
    {
        ["room_name"] = "r",
        ["nbf"] = "nbf",
        ["exp"] = "exp",
        ["user_id"] = "ud",
        ["user_name"] = "u",
        ["is_owner"] = "o",
        ["enable_recording"] = "er",
        ["enable_recording_ui"] = "erui",
        ["start_cloud_recording"] = "sr",
        ["eject_at_token_exp"] = "ejt",
    };

    /// <returns>Null when a property is not documented.</returns>
    public static string? Create(JsonObject properties, string key, DateTimeOffset now)
    {
        var claims = new JsonObject { ["iat"] = now.ToUnixTimeSeconds(), ["d"] = "fake-domain" };
        foreach (var (name, value) in properties)
        {
            if (!Claims.TryGetValue(name, out var claim))
                return null;
            claims[claim] = value?.DeepClone();
        }
        var body = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        return $"{body}.{Signature(body, key)}";
    }

    /// <returns>The properties; null unless it is one of ours.</returns>
    public static JsonObject? Read(string token, string key)
    {
        var end = token.LastIndexOf('.');
        if (end < 0 || Signature(token[..end], key) != token[(end + 1)..])
            return null;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[..end].Split('.')[1]))!.AsObject();
        var properties = new JsonObject();
        foreach (var (name, claim) in Claims)
        {
            if (claims[claim] is { } value)
                properties[name] = value.DeepClone();
        }
        return properties;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Signature(string body, string key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body)));
}
