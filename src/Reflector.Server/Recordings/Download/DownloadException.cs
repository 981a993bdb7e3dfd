namespace Reflector.Server.Recordings.Download;

/// <summary>A recording could not be fetched; the message is a sentence that names no address.</summary>
internal sealed class DownloadException(string message, bool isTemporary, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Going on later can help.</summary>
    public bool IsTemporary { get; } = isTemporary;
}
