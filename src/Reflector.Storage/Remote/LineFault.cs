namespace Reflector.Storage.Remote;

/// <summary>Turns what goes wrong below HTTP into a sentence.</summary>
internal static class LineFault
{
    public static bool IsOne(Exception e) =>
        e is HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    public static StorageException From(Exception e) =>
        e switch
        {
            StorageException own => own,
            // The local file could not be read while it was sent.
            HttpRequestException { InnerException: StorageException own } => own,
            TimeoutException or OperationCanceledException => new(
                StorageErrorKind.Unavailable,
                "The object storage does not answer in time: try again.",
                e
            ),
            _ => RemoteFault.Unavailable(e),
        };
}
