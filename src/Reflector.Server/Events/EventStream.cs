using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;

namespace Reflector.Server.Events;

/// <summary>
/// The latest events of one stream, read from the database once for all subscribers of this process.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never taken holds nothing.")]
internal sealed class EventStream(string name, IDbContextFactory<ReflectorDb> databases)
{
    private const int Kept = 256;
    private const int PageSize = 500;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Lock _lock = new();
    private readonly List<StoredEvent> _latest = [];
    private TaskCompletionSource _changed = NewSignal();

    // Events up to and including this seq are only in the database; -1 until the stream was read for the first time.
    private long _floor = -1;
    private long _last = -1;

    public int Subscribers { get; set; }

    /// <summary>Reads what was appended since the last time and wakes the subscribers.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (_last < 0)
                _floor = _last = await EventLog.LastSeqAsync(db, name, cancellationToken);
            List<StoredEvent> page;
            do
            {
                page = await EventLog.ReadAsync(db, name, _last, PageSize, cancellationToken);
                Add(page);
            } while (page.Count == PageSize);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>All events after <paramref name="after"/>, first the stored ones, then each as it happens; never ends.</summary>
    public async IAsyncEnumerable<StoredEvent> ReadAsync(
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            Task changed;
            List<StoredEvent>? batch;
            lock (_lock)
            {
                changed = _changed.Task;
                batch = after >= _floor && _floor >= 0 ? [.. _latest.Where(item => item.Seq > after)] : null;
            }
            if (batch is null)
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                batch = await EventLog.ReadAsync(db, name, after, PageSize, cancellationToken);
                if (batch.Count == 0)
                {
                    // What lay between was removed meanwhile: go on with what is kept here.
                    after = Math.Max(after, Interlocked.Read(ref _floor));
                    continue;
                }
            }
            foreach (var item in batch)
            {
                after = item.Seq;
                yield return item;
            }
            if (batch.Count == 0)
                await changed.WaitAsync(cancellationToken);
        }
    }

    private void Add(List<StoredEvent> page)
    {
        if (page.Count == 0)
            return;
        TaskCompletionSource changed;
        lock (_lock)
        {
            _latest.AddRange(page);
            _last = page[^1].Seq;
            if (_latest.Count > Kept)
            {
                _floor = _latest[^(Kept + 1)].Seq;
                _latest.RemoveRange(0, _latest.Count - Kept);
            }
            changed = _changed;
            _changed = NewSignal();
        }
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
