using System.Buffers.Binary;
using System.Numerics;

namespace Reflector.Media;

/// <summary>One packet of a stream, with the time that ffmpeg gave it.</summary>
internal readonly record struct TimedPacket(double Seconds, ReadOnlyMemory<byte> Data);

/// <summary>
/// Reads the packets of a Matroska stream with one track, as ffmpeg writes it into a pipe: raw samples alone would not
/// say when they were spoken.
/// </summary>
internal sealed class MatroskaPackets(Func<Memory<byte>, Task<int>> read)
{
    private const uint Segment = 0x18538067;
    private const uint Info = 0x1549A966;
    private const uint TimestampScale = 0x2AD7B1;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTimestamp = 0xE7;
    private const uint SimpleBlock = 0xA3;
    private const uint BlockGroup = 0xA0;
    private const uint Block = 0xA1;
    private const int LargestBlock = 16 << 20;

    private byte[] _buffer = new byte[64 << 10];
    private int _from;
    private int _to;

    public async IAsyncEnumerable<TimedPacket> ReadAsync()
    {
        var (scale, cluster) = (1_000_000L, 0L);
        while (await ReadElementAsync() is var (id, size))
        {
            switch (id)
            {
                // What contains others is gone into, so that its size, which a pipe's writer may not know, is not needed.
                case Segment or Info or Cluster or BlockGroup:
                    break;
                case TimestampScale:
                    scale = await ReadNumberAsync(size);
                    break;
                case ClusterTimestamp:
                    cluster = await ReadNumberAsync(size);
                    break;
                case SimpleBlock or Block when size is >= 4 and <= LargestBlock:
                    if (!await FillAsync((int)size))
                        yield break;
                    var block = _buffer.AsMemory(_from, (int)size);
                    _from += (int)size;
                    var head = VariableLength(block.Span[0]);
                    var time = cluster + BinaryPrimitives.ReadInt16BigEndian(block.Span[head..]);
                    yield return new(time * scale / 1e9, block[(head + 3)..]);
                    break;
                default:
                    await SkipAsync(size);
                    break;
            }
        }
    }

    /// <returns>Null at the end.</returns>
    private async Task<(uint Id, long Size)?> ReadElementAsync()
    {
        if (!await FillAsync(1))
            return null;
        var idLength = VariableLength(_buffer[_from]);
        if (idLength > 4 || !await FillAsync(idLength + 1))
            return null;
        var sizeLength = VariableLength(_buffer[_from + idLength]);
        if (sizeLength > 8 || !await FillAsync(idLength + sizeLength))
            return null;
        var id = (uint)Number(_buffer.AsSpan(_from, idLength));
        // The highest bit set only marks the length.
        var size = Number(_buffer.AsSpan(_from + idLength, sizeLength)) & ((1L << (7 * sizeLength)) - 1);
        _from += idLength + sizeLength;
        return (id, size);
    }

    private async Task<long> ReadNumberAsync(long size)
    {
        if (size is < 1 or > 8 || !await FillAsync((int)size))
            return 0;
        _from += (int)size;
        return Number(_buffer.AsSpan(_from - (int)size, (int)size));
    }

    private async Task SkipAsync(long size)
    {
        while (size > 0 && await FillAsync(1))
        {
            var step = (int)Math.Min(size, _to - _from);
            _from += step;
            size -= step;
        }
    }

    private async Task<bool> FillAsync(int count)
    {
        if (_to - _from >= count)
            return true;
        if (count > _buffer.Length - _from)
        {
            var next = count > _buffer.Length ? new byte[count * 2] : _buffer;
            _buffer.AsSpan(_from, _to - _from).CopyTo(next);
            (_buffer, _to, _from) = (next, _to - _from, 0);
        }
        while (_to - _from < count)
        {
            var length = await read(_buffer.AsMemory(_to));
            if (length == 0)
                return false;
            _to += length;
        }
        return true;
    }

    private static int VariableLength(byte first) => BitOperations.LeadingZeroCount((uint)first << 24) + 1;

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        var number = 0L;
        foreach (var value in bytes)
            number = (number << 8) | value;
        return number;
    }
}
