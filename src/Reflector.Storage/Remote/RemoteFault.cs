namespace Reflector.Storage.Remote;

/// <summary>The sentences that all stores elsewhere say alike.</summary>
internal static class RemoteFault
{
    public static StorageException NotFound(Exception? e = null) =>
        new(StorageErrorKind.NotFound, "The stored file is no longer there.", e);

    public static StorageException InvalidRange(Exception? e = null) =>
        new(StorageErrorKind.InvalidRange, "The asked part begins outside the stored file.", e);

    public static StorageException AccessDenied(Exception? e = null) =>
        new(StorageErrorKind.AccessDenied, "The object storage does not let this server in, or not do this.", e);

    public static StorageException Full(Exception? e = null) =>
        new(StorageErrorKind.DiskFull, "The object storage is full, so the file could not be stored.", e);

    public static StorageException Unavailable(Exception? e = null) =>
        new(StorageErrorKind.Unavailable, "The object storage does not answer as it should: try again.", e);

    public static StorageException Damaged() =>
        new(StorageErrorKind.Unavailable, "The file was damaged on the way to or from the object storage: try again.");
}
