using Reflector.Storage.Remote;

namespace Reflector.Storage.Swift;

/// <summary>An answer's content, whose faults are sentences. Owns the answer.</summary>
internal sealed class PatientStream(HttpResponseMessage answer, Stream inner, TimeSpan patience) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return inner.Read(buffer, offset, count);
        }
        catch (Exception e) when (LineFault.IsOne(e))
        {
            throw LineFault.From(e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var reading = inner.ReadAsync(buffer, cancellationToken);
            return reading.IsCompleted ? await reading : await reading.AsTask().WaitAsync(patience, cancellationToken);
        }
        catch (Exception e) when (LineFault.IsOne(e) && !cancellationToken.IsCancellationRequested)
        {
            throw LineFault.From(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            answer.Dispose();
        base.Dispose(disposing);
    }
}
