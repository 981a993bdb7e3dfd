using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reflector.Storage.Local;

/// <summary>
/// Signed addresses of a local folder's objects. The key lies with the objects, so that every process on the folder
/// knows it, and whoever could read it can read the objects themselves.
/// </summary>
internal sealed class LocalAddresses(string keyFile, TimeProvider clock)
{
    private const int KeyBytes = 32;
    private readonly Lazy<byte[]> _key = new(() => DiskFault.Guard(() => ReadOrMakeKey(keyFile)), true);

    public Uri Sign(string key, TimeSpan validFor, string? fileName)
    {
        var expires = (clock.GetUtcNow() + SignedAddress.Require(validFor)).ToUnixTimeSeconds();
        fileName = SignedAddress.CleanName(fileName);
        var path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        var name = fileName is null ? "" : $"&filename={Uri.EscapeDataString(fileName)}";
        return new Uri(
            string.Create(
                CultureInfo.InvariantCulture,
                $"/v1/files/{path}?expires={expires}&signature={Base64Url.EncodeToString(Signature(key, expires, fileName))}{name}"
            ),
            UriKind.Relative
        );
    }

    public bool IsSigned(string key, long expires, string? fileName, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Base64Url.IsValid(signature, out var length) || length != given.Length)
            return false;
        Base64Url.DecodeFromChars(signature, given);
        return CryptographicOperations.FixedTimeEquals(given, Signature(key, expires, fileName))
            && expires > clock.GetUtcNow().ToUnixTimeSeconds();
    }

    // Neither a key nor a number has a line break, so the parts cannot run into each other.
    private byte[] Signature(string key, long expires, string? fileName) =>
        HMACSHA256.HashData(
            _key.Value,
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}\n{expires}\n{fileName}"))
        );

    private static byte[] ReadOrMakeKey(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (File.Exists(path) && File.ReadAllBytes(path) is { Length: KeyBytes } known)
                return known;
            var fresh = $"{path}.{Guid.CreateVersion7():N}";
            try
            {
                WriteSecret(fresh, RandomNumberGenerator.GetBytes(KeyBytes));
                // One that another process has made meanwhile stays.
                File.Move(fresh, path, overwrite: false);
            }
            catch (IOException) when (attempt == 1)
            {
                File.Delete(fresh);
            }
        }
    }

    private static void WriteSecret(string path, byte[] secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(secret);
        file.Flush(flushToDisk: true);
    }
}
