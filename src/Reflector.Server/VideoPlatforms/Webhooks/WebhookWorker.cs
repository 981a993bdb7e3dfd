using Reflector.Server.Hosting;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Applies webhooks as they come.</summary>
internal sealed partial class WebhookWorker(
    WebhookApplication application,
    WebhookSignal signal,
    IHostApplicationLifetime lifetime,
    ILogger<WebhookWorker> logger
) : BackgroundService
{
    /// <summary>Events that another process took are found after this time at the latest.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Events that come in this time are applied together: of many counts of one meeting, one is written.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var applied = await application.ApplyNextAsync(stoppingToken);
                if (applied == 0)
                    await signal.WaitAsync(Interval, stoppingToken);
                else if (applied < WebhookApplication.MostTogether)
                    await Task.Delay(Gathering, stoppingToken);
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
