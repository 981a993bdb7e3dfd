namespace Reflector.Storage.Tests;

/// <summary>Bytes made as they are read, which may break off.</summary>
internal sealed class GeneratedStream(long length, long failAt = long.MaxValue) : Stream
{
    public const string Failure = "The client went away.";

    private long _position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public static byte At(long position) => (byte)(position >> 12);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= failAt)
            throw new IOException(Failure);
        // Never across a page, so that a page is one value.
        var count = (int)Math.Min(Math.Min(buffer.Length, 4096 - (_position & 4095)), length - _position);
        buffer[..count].Fill(At(_position));
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var total = 0;
        while (total < buffer.Length && Read(buffer.Span[total..]) is > 0 and var read)
            total += read;
        return ValueTask.FromResult(total);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

internal sealed class Recorded(Action? onReport = null) : IProgress<long>
{
    public List<long> Values { get; } = [];

    public void Report(long value)
    {
        Values.Add(value);
        onReport?.Invoke();
    }
}
