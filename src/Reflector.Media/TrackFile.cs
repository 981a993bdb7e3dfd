namespace Reflector.Media;

/// <summary>One participant's voice in a recording of several tracks.</summary>
/// <param name="Path">A local file.</param>
/// <param name="OffsetSeconds">From the beginning of the recording to that of the track, as its platform says.</param>
public sealed record TrackFile(string Path, double OffsetSeconds)
{
    /// <summary>What a platform's clock and a container's may differ by, in seconds.</summary>
    private const double ClockDifference = 0.75;

    /// <summary>Seconds from the beginning of the recording to the first sample.</summary>
    /// <param name="containerStart">The first time stamp in the file, in seconds.</param>
    internal double Lead(double containerStart)
    {
        var offset = Math.Max(0, OffsetSeconds);
        var start = Math.Max(0, containerStart);
        // Some recorders count from the beginning of the recording, others from that of the track. When the file's own
        // count says about what the platform says, it is the former, and the more exact of the two.
        var difference = Math.Abs(start - offset);
        return difference < start && difference <= ClockDifference ? start : offset + start;
    }
}

/// <summary>Tracks mixed to one MP3.</summary>
/// <param name="Failed">Tracks, by their place in the list, that are missing or break off, and why.</param>
public sealed record MixedAudio(EncodedAudio Audio, IReadOnlyDictionary<int, MediaException> Failed);
