using System.Text;

namespace Reflector.Storage;

/// <summary>
/// Keys that every store and every file system holds alike: segments between single slashes, none empty, <c>.</c> or
/// <c>..</c>, without control characters, backslashes and the characters and names that Windows reserves; at most 1,024
/// bytes of UTF-8, 255 to a segment.
/// </summary>
public static class ObjectKey
{
    public const int MaxBytes = 1024;
    public const int MaxSegmentBytes = 255;

    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <exception cref="StorageException"><see cref="StorageErrorKind.InvalidKey"/></exception>
    public static void Require(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0)
            throw Invalid("is empty");
        Check(key, finished: key.Split('/'), unfinished: "");
    }

    /// <summary>As <see cref="Require"/>, but the last segment may be unfinished or empty, and so may the whole.</summary>
    /// <exception cref="StorageException"><see cref="StorageErrorKind.InvalidKey"/></exception>
    public static void RequirePrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var segments = prefix.Split('/');
        Check(prefix, finished: segments[..^1], unfinished: segments[^1]);
    }

    /// <summary>A key that somebody else chose, in a bucket: whatever S3 takes and no path can be led astray by.</summary>
    /// <exception cref="StorageException"><see cref="StorageErrorKind.InvalidKey"/></exception>
    internal static void RequireForeign(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0)
            throw Invalid("is empty");
        if (ByteCount(key) > MaxBytes)
            throw Invalid($"is longer than {MaxBytes} bytes");
        if (key.Any(char.IsControl))
            throw Invalid("has a character that is not allowed");
        // The HTTP client would resolve them, and ask for another object.
        if (key.Split('/').Any(segment => segment is "." or ".."))
            throw Invalid("has a part that points to another folder");
    }

    private static void Check(string key, string[] finished, string unfinished)
    {
        if (ByteCount(key) > MaxBytes)
            throw Invalid($"is longer than {MaxBytes} bytes");
        CheckCharacters(unfinished);
        foreach (var segment in finished)
        {
            if (segment.Length == 0)
                throw Invalid("has an empty part, or begins or ends with a slash");
            if (segment is "." or "..")
                throw Invalid("has a part that points to another folder");
            if (ByteCount(segment) > MaxSegmentBytes)
                throw Invalid($"has a part longer than {MaxSegmentBytes} bytes");
            CheckCharacters(segment);
            if (segment[^1] is '.' or ' ' || IsDeviceName(segment.Split('.')[0]))
                throw Invalid("has a part that is a reserved name");
        }
    }

    private static void CheckCharacters(string segment)
    {
        if (segment.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|'))
            throw Invalid("has a character that is not allowed");
    }

    private static int ByteCount(string text)
    {
        try
        {
            return s_strictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            throw Invalid("is not valid Unicode");
        }
    }

    private static bool IsDeviceName(string name) =>
        name.TrimEnd().ToUpperInvariant() is var upper
        && (
            upper is "CON" or "PRN" or "AUX" or "NUL"
            || (upper.Length == 4 && upper[..3] is "COM" or "LPT" && upper[3] is >= '0' and <= '9')
        );

    private static StorageException Invalid(string why) =>
        new(StorageErrorKind.InvalidKey, $"The name of the stored object {why}.");
}
