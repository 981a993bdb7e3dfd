using Reflector.Server.Configuration;

namespace Reflector.Server.VideoPlatforms.Whereby.Queue;

/// <summary>Reads the queue for as long as the server runs.</summary>
internal sealed partial class RecordingQueueWorker(
    RecordingQueue queue,
    ReflectorSettings settings,
    TimeProvider clock,
    ILogger<RecordingQueueWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var period = TimeSpan.FromSeconds(settings.QueuePollingSeconds);
        var wait = period < QueueClient.LongestWait ? period : QueueClient.LongestWait;
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var count = await queue.ReadAsync(wait, stoppingToken);
                failures = 0;
                if (count == 0 && period > wait)
                    await Task.Delay(period - wait, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception is QueueException ? exception.Message : exception.GetType().Name);
                var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 1 << Math.Min(++failures, 10)));
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(3423, LogLevel.Warning, "The queue of recordings is tried again later: {Reason}")]
    private partial void LogFailed(string reason);
}
