namespace Reflector.Storage.Local;

/// <summary>Turns what the file system says into a sentence.</summary>
internal static class DiskFault
{
    public static bool IsOne(Exception e) => e is IOException or UnauthorizedAccessException;

    public static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (IsOne(e))
        {
            throw From(e);
        }
    }

    public static StorageException From(Exception e) =>
        e switch
        {
            UnauthorizedAccessException => new(
                StorageErrorKind.AccessDenied,
                "Reflector is not permitted to use its storage folder.",
                e
            ),
            FileNotFoundException or DirectoryNotFoundException => NotFound(e),
            PathTooLongException => new(
                StorageErrorKind.InvalidKey,
                "The name of the stored object is too long for the storage folder.",
                e
            ),
            IOException io when IsFull(io) => new(
                StorageErrorKind.DiskFull,
                "The disk is full, so the file could not be stored. Free some space and try again.",
                e
            ),
            _ => new(StorageErrorKind.Unavailable, "The storage folder could not be read or written.", e),
        };

    public static StorageException NotFound(Exception? e = null) =>
        new(StorageErrorKind.NotFound, "The stored file is no longer there.", e);

    public static StorageException Conflict() =>
        new(
            StorageErrorKind.Conflict,
            "A stored object already has that name, or a part of it, in a way that excludes the other."
        );

    public static StorageException Link() =>
        new(StorageErrorKind.AccessDenied, "The storage folder holds a link to another place, which is not followed.");

    // ENOSPC and EFBIG everywhere, EDQUOT on Linux and on macOS; the two disk-full errors of Windows.
    private static bool IsFull(IOException e) =>
        OperatingSystem.IsWindows()
            ? e.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027)
            : e.HResult is 28 or 27 || e.HResult == (OperatingSystem.IsMacOS() ? 69 : 122);
}
