namespace Reflector.Server.Jobs;

/// <summary>Pauses between attempts that never end: each twice as long as the one before.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Longest">No pause is longer.</param>
internal sealed record BackOff(TimeSpan First, TimeSpan Longest)
{
    private const int MostDoublings = 20;

    /// <param name="failures">So far, the last one included.</param>
    public TimeSpan After(int failures)
    {
        var pause = First * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        return pause < Longest ? pause : Longest;
    }

    /// <summary>A fifth more or less, so that what failed together does not come back together.</summary>
    /// <param name="failures">So far, the last one included.</param>
    public TimeSpan JitteredAfter(int failures) => After(failures) * (0.8 + 0.4 * Random.Shared.NextDouble());
}
