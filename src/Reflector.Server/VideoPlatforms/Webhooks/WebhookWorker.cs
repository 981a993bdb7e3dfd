namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Applies webhooks as they come.</summary>
internal sealed partial class WebhookWorker(
    WebhookApplication application,
    WebhookSignal signal,
    ILogger<WebhookWorker> logger
) : BackgroundService
{
    /// <summary>Events that another process took are found after this time at the latest.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await application.ApplyNextAsync(stoppingToken) == 0)
                    await signal.WaitAsync(Interval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogInterrupted(exception.GetType().Name, exception.Message);
                await signal.WaitAsync(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(3321, LogLevel.Warning, "Webhooks wait, and are tried again: {Error}: {Reason}")]
    private partial void LogInterrupted(string error, string reason);
}
