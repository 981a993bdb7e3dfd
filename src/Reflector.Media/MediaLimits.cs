namespace Reflector.Media;

/// <summary>How long ffmpeg may take. Time in which it waits for a slow consumer does not count.</summary>
public sealed record MediaLimits
{
    /// <summary>Longest time without a sign of progress.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time for one file altogether.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromHours(2);
}
