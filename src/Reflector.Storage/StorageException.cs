namespace Reflector.Storage;

/// <summary>A store that refuses or fails. The message is a sentence for a person and holds no path of the server.</summary>
public sealed class StorageException(StorageErrorKind kind, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public StorageErrorKind Kind { get; } = kind;
}
