using System.Diagnostics;

namespace Reflector.Fakes;

/// <summary>Waits for what another process will do, as short as possible.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <returns>How long it took.</returns>
    /// <exception cref="TimeoutException">It did not happen in time.</exception>
    public static async Task<TimeSpan> TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan limit,
        string what,
        Func<Task<string>>? explain = null
    )
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) > limit)
            {
                var story = explain is null ? "" : "\n" + await explain();
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}{story}");
            }
            await Task.Delay(Pause);
        }
        return Stopwatch.GetElapsedTime(began);
    }

    public static Task<TimeSpan> TrueAsync(Func<bool> condition, TimeSpan limit, string what) =>
        TrueAsync(() => Task.FromResult(condition()), limit, what);
}
