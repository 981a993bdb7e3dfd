using System.Globalization;

namespace Reflector.Media;

internal static class FfmpegMapping
{
    // ffmpeg has no rule for mixing down more channels than these.
    private const int MaxNamedChannels = 8;

    /// <summary>Takes one audio stream and nothing else of the source, mixed down to what is asked for.</summary>
    public static string[] Of(AudioTrack stream, bool mono)
    {
        string[] map = ["-map", string.Create(CultureInfo.InvariantCulture, $"0:{stream.Index}"), "-vn", "-sn", "-dn"];
        return stream.Channels > MaxNamedChannels
            ? [.. map, "-af", Average(stream.Channels)]
            : [.. map, "-ac", mono || stream.Channels == 1 ? "1" : "2"];
    }

    private static string Average(int channels)
    {
        var share = (1.0 / channels).ToString("0.######", CultureInfo.InvariantCulture);
        return "pan=mono|c0=" + string.Join('+', Enumerable.Range(0, channels).Select(i => $"{share}*c{i}"));
    }
}
