namespace Reflector.Server.VideoPlatforms;

/// <summary>A video platform did not do what it was asked.</summary>
/// <param name="message">A sentence for whoever wanted to meet; names neither keys nor addresses.</param>
/// <param name="isTemporary">Trying again later can help: answered with 503, else with 502.</param>
/// <param name="retryAfter">How long to wait before, where the platform says so.</param>
/// <param name="innerException">What happened.</param>
internal sealed class VideoPlatformException(
    string message,
    bool isTemporary,
    TimeSpan? retryAfter = null,
    Exception? innerException = null
) : Exception(message, innerException)
{
    public bool IsTemporary { get; } = isTemporary;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
