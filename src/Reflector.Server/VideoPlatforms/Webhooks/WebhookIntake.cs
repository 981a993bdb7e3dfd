using System.Threading.Channels;
using Npgsql;
using Reflector.Server.Http;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <param name="Body">As received.</param>
internal sealed record IncomingWebhook(string Platform, ReadEvent Event, DateTimeOffset ReceivedAt, string Body);

/// <summary>
/// Stores webhooks: those that arrive while one commit is under way share the next. Each is answered only after its own
/// commit, so that a platform that was told "ok" never has to tell again.
/// </summary>
internal sealed partial class WebhookIntake(
    NpgsqlDataSource database,
    WebhookSignal signal,
    ILogger<WebhookIntake> logger
) : BackgroundService
{
    private const int MostWaiting = 4096;
    private const int MostTogether = 256;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    /// <returns>False if we do not know the meeting; then nothing is stored.</returns>
    public Task<bool> StoreAsync(IncomingWebhook webhook, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(webhook);
        return _waiting.Writer.TryWrite(waiting)
            ? waiting.Stored.Task.WaitAsync(cancellationToken)
            : throw ApiException.Unavailable("Too many webhooks at once: send it again in a moment");
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } storing)
            await storing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Waiting>(MostTogether);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            together.Clear();
            while (together.Count < MostTogether && _waiting.Reader.TryRead(out var next))
                together.Add(next);
            await StoreAsync(together);
        }
    }

    private async Task StoreAsync(List<Waiting> together)
    {
        try
        {
            var unknown = await WebhookInsert.RunAsync(database, [.. together.Select(item => item.Webhook)]);
            for (var i = 0; i < together.Count; i++)
                together[i].Stored.TrySetResult(!unknown.Contains(i));
            if (unknown.Count < together.Count)
                signal.Set();
        }
        // One that the database does not take must not be the others' bad luck.
        catch (PostgresException exception) when (!exception.IsTransient && together.Count > 1)
        {
            foreach (var item in together)
                await StoreAsync([item]);
        }
        catch (Exception exception)
        {
            LogNotStored(together.Count, exception.GetType().Name, exception.Message);
            foreach (var item in together)
                item.Stored.TrySetException(exception);
        }
    }

    [LoggerMessage(3311, LogLevel.Error, "{Count} webhooks could not be stored: {Error}: {Reason}")]
    private partial void LogNotStored(int count, string error, string reason);

    private sealed record Waiting(IncomingWebhook Webhook)
    {
        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
