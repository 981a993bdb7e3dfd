namespace Reflector.Server.Uploads;

internal sealed class LimitExceededException() : IOException("The content is longer than it may be");

/// <summary>Reads another stream and fails as soon as it turns out longer than <paramref name="limit"/> bytes.</summary>
internal sealed class LimitedStream(Stream inner, long limit) : ReadOnlyStream
{
    private long _left = limit;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _left -= read;
        return _left >= 0 ? read : throw new LimitExceededException();
    }
}
