using Reflector.Storage;

namespace Reflector.Server.Uploads;

/// <summary>Several stored objects, read as one.</summary>
internal sealed class ConcatenatedStream(IObjectStore store, IEnumerable<string> keys) : ReadOnlyStream
{
    private readonly IEnumerator<string> _keys = keys.GetEnumerator();
    private StoredObject? _current;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is null)
            {
                if (!_keys.MoveNext())
                    return 0;
                _current = await store.GetAsync(_keys.Current, null, cancellationToken);
            }
            var read = await _current.Content.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.Length == 0)
                return read;
            await _current.DisposeAsync();
            _current = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Content.Dispose();
            _keys.Dispose();
        }
        base.Dispose(disposing);
    }
}
