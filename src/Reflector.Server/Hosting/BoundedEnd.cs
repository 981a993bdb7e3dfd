namespace Reflector.Server.Hosting;

internal static class BoundedEnd
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Stops in order, and stops all the same when the database is gone and the job store would wait for it: what was
    /// not handed back is found by the next start.
    /// </summary>
    public static async Task EndAsync(this WebApplication app)
    {
        try
        {
            await app.StopAsync().WaitAsync(Limit);
            await app.DisposeAsync().AsTask().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync(
                "Background work could not be handed back in time; it goes on after the next start."
            );
        }
    }
}
