namespace Reflector.Speech.Segmentation;

/// <summary>The latest samples of a stream, addressed by their place in it.</summary>
internal sealed class SampleBuffer
{
    private float[] _samples = new float[1 << 16];
    private long _origin;
    private int _count;

    public void Append(ReadOnlySpan<float> samples)
    {
        if (_count + samples.Length > _samples.Length)
            Array.Resize(ref _samples, Math.Max(_samples.Length * 2, _count + samples.Length));
        samples.CopyTo(_samples.AsSpan(_count));
        _count += samples.Length;
    }

    /// <summary>Samples of [<paramref name="from"/>, <paramref name="to"/>), as far as they are still held.</summary>
    public ReadOnlySpan<float> Slice(long from, long to)
    {
        var first = (int)Math.Clamp(from - _origin, 0, _count);
        var last = (int)Math.Clamp(to - _origin, first, _count);
        return _samples.AsSpan(first, last - first);
    }

    public void DropBefore(long position)
    {
        // Moving the rest down is worth it only for a good part of the buffer.
        var drop = (int)Math.Clamp(position - _origin, 0, _count);
        if (drop < 1 << 14 && drop < _count)
            return;
        _samples.AsSpan(drop, _count - drop).CopyTo(_samples);
        _origin += drop;
        _count -= drop;
    }
}
