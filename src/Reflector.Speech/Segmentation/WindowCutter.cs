namespace Reflector.Speech.Segmentation;

/// <summary>
/// Joins stretches of speech into windows and cuts only at silences, the longest first. Keeps no more samples than one
/// window, whatever the length of the recording.
/// </summary>
internal sealed class WindowCutter(SegmentationOptions options, int frameSamples, int sampleRate = 16000)
{
    private readonly long _maxWindow = Samples(options.MaxWindow, sampleRate);
    private readonly long _padding = Samples(options.Padding, sampleRate);
    private readonly long _enoughSpeech = Samples(options.EnoughSpeech, sampleRate);
    private readonly long _goodSilence = Samples(options.GoodSilence, sampleRate);
    private readonly long _longSilence = Samples(options.LongSilence, sampleRate);
    private readonly long _earliestCut = Samples(options.EarliestCut, sampleRate);
    private readonly long _minRegion = Samples(options.MinRegion, sampleRate);

    private readonly SampleBuffer _audio = new();
    private readonly List<SpeechRegion> _regions = [];
    private long? _speechSince;
    private long _position;
    private long _cut;

    /// <summary>Everything before this sample is in a window that was returned, or is silence.</summary>
    public long Finished => _regions.Count > 0 || _speechSince is not null ? WindowStart : _position;

    /// <summary>Samples heard.</summary>
    public long Length => _position;

    /// <summary>Speech has gone on without a break for longer than a window.</summary>
    public bool JustForced { get; private set; }

    private long WindowStart => Math.Max(_cut, FirstSpeech - _padding);

    private long FirstSpeech => _regions.Count > 0 ? _regions[0].Start : _speechSince ?? _position;

    /// <summary>Takes a frame and what voice activity said of it; gives the window that this completes.</summary>
    public AudioWindow? Push(ReadOnlySpan<float> frame, bool speech)
    {
        JustForced = false;
        _audio.Append(frame);
        if (speech)
            _speechSince ??= Math.Max(_position - OnsetDelay, _regions.Count > 0 ? _regions[^1].End : _cut);
        else if (_speechSince is { } start)
            EndRegion(start, Math.Max(start, _position - ReleaseDelay));
        _position += frame.Length;
        var window = speech ? CutTooLong() : CutAtSilence();
        if (_regions.Count == 0 && _speechSince is null)
            _audio.DropBefore(_position - _padding - OnsetDelay - frameSamples);
        return window;
    }

    /// <summary>The recording is over; gives what is left.</summary>
    public AudioWindow? Complete()
    {
        if (_speechSince is { } start)
            EndRegion(start, _position);
        return _regions.Count == 0 ? null : Close(_regions.Count, _position);
    }

    /// <summary>Voice activity answers some frames late on both sides of speech.</summary>
    private long OnsetDelay => 3L * frameSamples;

    private long ReleaseDelay => 2L * frameSamples;

    private void EndRegion(long start, long end)
    {
        _speechSince = null;
        if (end - start >= _minRegion)
            _regions.Add(new(start, end));
    }

    private AudioWindow? CutAtSilence()
    {
        if (_regions.Count == 0 || _speechSince is not null)
            return null;
        var silence = _position - _regions[^1].End;
        var speech = _regions.Sum(region => region.Length);
        return silence >= _longSilence || (silence >= _goodSilence + _padding && speech >= _enoughSpeech)
            ? Close(_regions.Count, _position)
            : null;
    }

    private AudioWindow? CutTooLong()
    {
        if (_position - WindowStart < _maxWindow)
            return null;
        var longest = LongestSilence();
        if (longest > 0)
            return Close(longest, _regions.Count > longest ? _regions[longest].Start : _speechSince!.Value);
        var quietest = Quietest(WindowStart + _earliestCut, _position - _earliestCut / 4);
        JustForced = true;
        return Divide(quietest);
    }

    /// <summary>Number of the region after which the longest silence lies, 0 when there is none.</summary>
    private int LongestSilence()
    {
        var (best, length) = (0, 0L);
        for (var i = 1; i <= _regions.Count; i++)
        {
            var next = i < _regions.Count ? _regions[i].Start : _speechSince ?? _position;
            var silence = next - _regions[i - 1].End;
            if (_regions[i - 1].End - WindowStart >= _earliestCut && silence > length)
                (best, length) = (i, silence);
        }
        return best;
    }

    /// <summary>Unbroken speech is divided where it is quietest over 100 ms.</summary>
    private long Quietest(long from, long to)
    {
        const int step = 160;
        const int width = 1600;
        var (best, lowest) = (from, double.MaxValue);
        for (var at = from; at + width <= to; at += step)
        {
            var energy = 0.0;
            foreach (var sample in _audio.Slice(at, at + width))
                energy += sample * sample;
            if (energy < lowest)
                (best, lowest) = (at + width / 2, energy);
        }
        return best;
    }

    private AudioWindow Divide(long at)
    {
        var split = _regions.FindIndex(region => region.End > at);
        if (split < 0 && _speechSince is { } since && since < at)
        {
            _regions.Add(new(since, at));
            _speechSince = at;
            return Close(_regions.Count, at);
        }
        if (split < 0)
            return Close(_regions.Count, _speechSince ?? _position);
        var divided = _regions[split];
        if (divided.Start >= at)
            return Close(split, divided.Start);
        _regions[split] = new(divided.Start, at);
        _regions.Insert(split + 1, new(at, divided.End));
        return Close(split + 1, at);
    }

    /// <param name="count">Regions that belong to the window.</param>
    /// <param name="next">Where the speech after it begins, or the end of what was heard.</param>
    private AudioWindow Close(int count, long next)
    {
        var start = WindowStart;
        var last = _regions[count - 1].End;
        // Half of a short silence belongs to the speech after it.
        var speechFollows = count < _regions.Count || _speechSince is not null;
        var room = speechFollows ? (next - last) / 2 : next - last;
        var end = last + Math.Min(_padding, room);
        var window = new AudioWindow(start, _audio.Slice(start, end).ToArray(), _regions[..count]);
        _regions.RemoveRange(0, count);
        _cut = end;
        _audio.DropBefore(end);
        return window;
    }

    private static long Samples(double seconds, int sampleRate) => (long)(seconds * sampleRate);
}
