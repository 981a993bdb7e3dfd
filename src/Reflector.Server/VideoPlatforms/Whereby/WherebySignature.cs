using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reflector.Server.VideoPlatforms.Whereby;

/// <summary>
/// <c>Whereby-Signature: t=SECONDS,v1=HEX[,v1=HEX]</c>, where the hex is the HMAC-SHA256 of <c>t.body</c> under the
/// secret as text. The body counts as it was sent, byte by byte.
/// </summary>
internal static class WherebySignature
{
    public const string Header = "Whereby-Signature";

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    public static bool IsGood(string secret, string header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        string? time = null;
        var signatures = new List<string>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
                time ??= part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal))
                signatures.Add(part[3..]);
        }
        if (
            time is null
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeMilliseconds() / 1000.0 - seconds) >= Window.TotalSeconds
        )
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Sign(secret, time, body, expected);
        var isGood = false;
        foreach (var signature in signatures)
            isGood |= Matches(expected, signature);
        return isGood;
    }

    private static void Sign(string secret, string time, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(signature);
    }

    private static bool Matches(ReadOnlySpan<byte> expected, string hex)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == 2 * given.Length
            && Convert.FromHexString(hex, given, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
