namespace Reflector.Speech.OpenAi;

/// <summary>How an OpenAI-compatible transcription server is asked.</summary>
/// <param name="BaseUrl">With or without <c>/v1</c>; <c>/audio/transcriptions</c> is added.</param>
/// <param name="Model">As the server names it, e.g. <c>whisper-1</c>.</param>
/// <param name="ApiKey">Sent as a bearer token when there is one.</param>
public sealed record OpenAiSpeechOptions(Uri BaseUrl, string Model, string? ApiKey = null)
{
    /// <summary>Limit of one request, upload included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Attempts of one request; only a busy or broken server is asked again.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; it doubles with each further one, with jitter.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts, whatever the server asks for.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest stretch of audio in one request.</summary>
    public TimeSpan MaxWindow { get; init; } = TimeSpan.FromMinutes(10);

    internal Uri Endpoint
    {
        get
        {
            var address = BaseUrl.ToString().TrimEnd('/');
            if (!address.EndsWith("/v1", StringComparison.Ordinal))
                address += "/v1";
            return new(address + "/audio/transcriptions");
        }
    }
}
