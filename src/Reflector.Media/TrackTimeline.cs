namespace Reflector.Media;

/// <summary>
/// Lays a track's packets where they belong in the recording and gives blocks of one size: silence where nothing was
/// sent, nothing twice where packets overlap, and the difference evened out where two clocks drift apart. Holds one block
/// and one packet, however long the gap.
/// </summary>
internal sealed class TrackTimeline(int sampleRate, double maxSeconds)
{
    /// <summary>Time stamps are rounded and jitter; less than this, in seconds, is no gap.</summary>
    private const double Tolerance = 0.04;

    private readonly int _blockSamples = sampleRate / 2;
    private float[] _block = new float[sampleRate / 2];
    private int _filled;
    private long _placed;
    private long _silence;
    private ReadOnlyMemory<float> _samples;

    /// <summary>Given for half a second of nothing; told apart by being this one.</summary>
    public ReadOnlyMemory<float> Silence { get; } = new float[sampleRate / 2];

    /// <summary>What was given so far has been taken.</summary>
    /// <exception cref="MediaException">It lies behind the longest recording.</exception>
    public void Put(double seconds, ReadOnlyMemory<float> samples)
    {
        if (!(seconds <= maxSeconds))
            throw new MediaException(
                MediaErrorKind.Damaged,
                "The times in this file cannot be right: it would be longer than any recording that is processed."
            );
        var gap = (long)Math.Round(seconds * sampleRate) - _placed;
        if (Math.Abs(gap) <= Tolerance * sampleRate)
            gap = 0;
        _silence = Math.Max(gap, 0);
        _samples = samples[(int)Math.Clamp(-gap, 0, samples.Length)..];
        _placed += _silence + _samples.Length;
    }

    /// <summary>A whole block, while there is one.</summary>
    public bool TryTake(out ReadOnlyMemory<float> block)
    {
        while (_silence > 0 || _samples.Length > 0)
        {
            if (_filled == 0 && _silence >= _blockSamples)
            {
                _silence -= _blockSamples;
                block = Silence;
                return true;
            }
            var room = _blockSamples - _filled;
            int step;
            if (_silence > 0)
            {
                step = (int)Math.Min(room, _silence);
                _silence -= step;
            }
            else
            {
                step = Math.Min(room, _samples.Length);
                _samples.Span[..step].CopyTo(_block.AsSpan(_filled));
                _samples = _samples[step..];
            }
            _filled += step;
            if (_filled < _blockSamples)
                continue;
            block = _block;
            _block = new float[_blockSamples];
            _filled = 0;
            return true;
        }
        block = default;
        return false;
    }

    /// <summary>What does not make a whole block; at the end.</summary>
    public ReadOnlyMemory<float> Rest => _block.AsMemory(0, _filled);
}
