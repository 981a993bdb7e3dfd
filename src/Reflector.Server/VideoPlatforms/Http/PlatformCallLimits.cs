namespace Reflector.Server.VideoPlatforms.Http;

/// <summary>How long and how often a platform is asked.</summary>
internal sealed record PlatformCallLimits
{
    /// <summary>Of one call with all its repetitions.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(10);

    public int Repetitions { get; init; } = 3;

    /// <summary>Before the first repetition; doubled for each further one, with jitter.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>An answer that is longer is refused.</summary>
    public int AnswerBytes { get; init; } = 4 << 20;

    /// <summary>Attempts within half a minute of which half must have failed before the platform is left alone.</summary>
    public int AttemptsBeforeBreak { get; init; } = 10;

    /// <summary>How long it is left alone.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(15);
}
