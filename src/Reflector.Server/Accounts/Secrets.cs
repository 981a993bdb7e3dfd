using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Reflector.Server.Accounts;

/// <summary>Random values that nobody can guess, and what is stored of them.</summary>
internal static class Secrets
{
    /// <param name="size">Random bytes.</param>
    /// <returns>URL-safe text.</returns>
    public static string Create(int size = 32) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(size));

    /// <summary>Enough for values as random as ours: there is nothing to guess by trying.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
