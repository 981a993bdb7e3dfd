using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Database;

namespace Reflector.Server.Events;

/// <summary>
/// Tells this process of events, whichever process appended them. The database's notifications only wake it; what is
/// delivered is read from the log, so a lost notification or connection loses no event.
/// </summary>
internal sealed class EventFeed(
    NpgsqlDataSource dataSource,
    IDbContextFactory<ReflectorDb> databases,
    TimeProvider clock,
    ILogger<EventFeed> logger
) : BackgroundService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, EventStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Events of a stream after <paramref name="after"/>: the stored ones, then live ones until cancelled.</summary>
    public async IAsyncEnumerable<StoredEvent> SubscribeAsync(
        string stream,
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var events = Join(stream);
        try
        {
            await events.RefreshAsync(cancellationToken);
            await foreach (var item in events.ReadAsync(after, cancellationToken))
                yield return item;
        }
        finally
        {
            Leave(stream, events);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception)
                when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                logger.LogWarning("The event feed lost the database and tries again: {Reason}", exception.Message);
                await Task.Delay(ReconnectDelay, clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var wake = new HashSet<string>(StringComparer.Ordinal);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => wake.Add(notification.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN reflector_event", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);

        // Whatever was appended while nobody listened.
        foreach (var stream in Streams())
            await stream.RefreshAsync(cancellationToken);

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
            var names = wake.ToArray();
            wake.Clear();
            foreach (var name in names)
            {
                if (Find(name) is { } stream)
                    await stream.RefreshAsync(cancellationToken);
            }
        }
    }

    private EventStream Join(string name)
    {
        lock (_streams)
        {
            if (!_streams.TryGetValue(name, out var stream))
                _streams[name] = stream = new EventStream(name, databases);
            stream.Subscribers++;
            return stream;
        }
    }

    private void Leave(string name, EventStream stream)
    {
        lock (_streams)
        {
            if (--stream.Subscribers == 0)
                _streams.Remove(name);
        }
    }

    private EventStream? Find(string name)
    {
        lock (_streams)
            return _streams.GetValueOrDefault(name);
    }

    private EventStream[] Streams()
    {
        lock (_streams)
            return [.. _streams.Values];
    }
}
