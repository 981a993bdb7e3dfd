namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Wakes the worker in the process that took a webhook; other processes' workers look by themselves.</summary>
internal sealed class WebhookSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set already.
        }
    }

    /// <summary>Until it is set, or the time has passed.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _set.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _set.Dispose();
}
