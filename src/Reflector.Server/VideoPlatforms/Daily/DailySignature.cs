using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>
/// <c>X-Webhook-Signature</c> is the base64 of the HMAC-SHA256 of <c>TIMESTAMP.body</c> under the secret, which is given
/// in base64; <c>X-Webhook-Timestamp</c> is in seconds.
/// </summary>
internal static class DailySignature
{
    public const string Header = "X-Webhook-Signature";
    public const string TimestampHeader = "X-Webhook-Timestamp";

    private const int LongestSecret = 1024;

    /// <summary>Daily names none; this long is usual.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static bool IsSecret(string secret) =>
        Convert.TryFromBase64String(secret, new byte[LongestSecret], out var length) && length > 0;

    public static bool IsGood(
        string secret,
        string timestamp,
        string signature,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeMilliseconds() / 1000.0 - seconds) > Window.TotalSeconds
        )
            return false;
        Span<byte> key = stackalloc byte[LongestSecret];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            !Convert.TryFromBase64String(secret, key, out var keyLength)
            || keyLength == 0
            || !Convert.TryFromBase64String(signature, given, out var length)
            || length != given.Length
        )
            return false;
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key[..keyLength]);
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
