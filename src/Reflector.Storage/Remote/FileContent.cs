using System.Buffers;
using System.Net;
using Reflector.Storage.Local;

namespace Reflector.Storage.Remote;

/// <summary>A part of a local file as a body, which is read anew each time it is sent.</summary>
internal sealed class FileContent(FilePart part, Stall stall, Action<long>? sent) : HttpContent
{
    private const int BufferBytes = 256 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        await using var file = LocalFile.Open(part.Path);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var position = 0L; position < part.Length; )
            {
                var read = await RandomAccess.ReadAsync(
                    file.SafeFileHandle,
                    buffer.AsMemory(0, (int)Math.Min(BufferBytes, part.Length - position)),
                    part.Offset + position,
                    cancellationToken
                );
                if (read == 0)
                    throw DiskFault.From(new EndOfStreamException());
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                stall.Moved();
                position += read;
                sent?.Invoke(position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = part.Length;
        return true;
    }
}
