namespace Reflector.Server.VideoPlatforms.Http;

/// <summary>One question to a platform.</summary>
/// <param name="Path">Below the platform's base address, without a slash at its beginning; may have a query.</param>
internal sealed record PlatformCall(HttpMethod Method, string Path)
{
    /// <summary>Made anew for each attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Doing it twice does no harm.</summary>
    public bool IsRepeatable => Method == HttpMethod.Get || Method == HttpMethod.Put || Method == HttpMethod.Delete;
}

/// <param name="RetryAfter">How long the platform asks us to wait.</param>
internal sealed record PlatformAnswer(int Status, byte[] Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and <= 299;
}

internal enum CallFailureKind
{
    /// <summary>Nothing reached the platform.</summary>
    Unreachable,

    /// <summary>The connection broke on the way.</summary>
    Broken,

    /// <summary>No answer within the time.</summary>
    Silent,

    /// <summary>The answer is longer than any answer may be.</summary>
    TooLong,
}

internal sealed class CallFailure(CallFailureKind kind, Exception? innerException = null)
    : Exception(kind.ToString(), innerException)
{
    public CallFailureKind Kind { get; } = kind;
}
