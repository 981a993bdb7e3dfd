using System.Globalization;

namespace Reflector.Media;

/// <summary>The arguments under which a file of unknown origin is opened.</summary>
internal static class FfmpegInput
{
    // Only containers that carry their media themselves: no playlist (hls, dash, concat, …), no image sequence, no
    // description of a network stream.
    private const string Containers =
        "wav,w64,mp3,ogg,matroska,mov,flac,aac,aiff,au,caf,amr,amrnb,amrwb,asf,avi,flv,mpegts,mpeg,ac3,eac3,dts,"
        + "tta,wv,ape,mpc,mpc8,voc,loas,gsm,tak,dsf";

    // One hostile header field must not make ffmpeg take all memory.
    private const long MaxAllocationBytes = 512L << 20;

    public static string[] Common(string logLevel) =>
        ["-hide_banner", "-v", logLevel, "-max_alloc", MaxAllocationBytes.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The scheme and the absolute path keep a name such as <c>-y.wav</c> or <c>concat:a|b</c> a plain file name.</summary>
    public static string[] Source(string path) =>
        [
            "-threads",
            "1",
            "-protocol_whitelist",
            "file,pipe",
            "-format_whitelist",
            Containers,
            "-i",
            "file:" + Path.GetFullPath(path),
        ];
}
