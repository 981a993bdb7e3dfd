namespace Reflector.Server.Hosting;

internal static class ServerStarted
{
    /// <summary>
    /// Waits until the server is up. Work that begins before would be torn out of its middle, database and all, when the
    /// start fails, for example because the port is taken.
    /// </summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
