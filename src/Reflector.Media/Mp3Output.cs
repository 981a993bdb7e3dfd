using System.Globalization;

namespace Reflector.Media;

/// <summary>Speech for a browser's audio element.</summary>
internal static class Mp3Output
{
    // MPEG-1 and MPEG-2 rates; MPEG-2.5 (8 to 12 kHz) is not played everywhere.
    private static readonly int[] s_sampleRates = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

    public static string[] Arguments(AudioTrack stream, string path)
    {
        var mono = stream.Channels is 1 or > 8;
        var rate = s_sampleRates.FirstOrDefault(rate => rate >= stream.SampleRate, s_sampleRates[^1]);
        return
        [
            .. FfmpegMapping.Of(stream, mono),
            "-ar",
            rate.ToString(CultureInfo.InvariantCulture),
            .. Encoding(mono, path),
        ];
    }

    /// <summary>Of samples that may be louder than full scale.</summary>
    public static string[] OfMix(string path) =>
        ["-af", "alimiter=limit=0.9:level=disabled:attack=5:release=50", .. Encoding(mono: true, path)];

    private static string[] Encoding(bool mono, string path) =>
        [
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            "-c:a",
            "libmp3lame",
            // A constant rate: browsers seek by it to the exact place, but only to the nearest per cent in a variable one.
            "-b:a",
            mono ? "64k" : "96k",
            // 1.6 times as fast as the default, to spare the cores for recognition; no difference heard in speech.
            "-compression_level",
            "7",
            "-id3v2_version",
            "0",
            "-write_id3v1",
            "0",
            "-f",
            "mp3",
            "-y",
            "file:" + path,
        ];
}
