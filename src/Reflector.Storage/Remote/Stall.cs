namespace Reflector.Storage.Remote;

/// <summary>Gives up when nothing has moved for a while, however long the whole takes.</summary>
internal sealed class Stall : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _patience;

    public Stall(TimeSpan patience, CancellationToken cancellationToken)
    {
        _patience = patience;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Moved();
    }

    public CancellationToken Token => _source.Token;

    public void Moved() => _source.CancelAfter(_patience);

    public void Dispose() => _source.Dispose();
}
