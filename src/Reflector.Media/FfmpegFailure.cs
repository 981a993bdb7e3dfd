namespace Reflector.Media;

/// <summary>Turns what ffmpeg left behind into a sentence.</summary>
internal static class FfmpegFailure
{
    private const int FileSizeLimitSignal = 128 + 25;
    private const int OwnSignalHandler = 255;

    private static readonly (string Text, MediaErrorKind Kind)[] s_signs =
    [
        ("No space left on device", MediaErrorKind.DiskFull),
        ("Disk quota exceeded", MediaErrorKind.DiskFull),
        ("File too large", MediaErrorKind.DiskFull),
        ("not on whitelist", MediaErrorKind.Unsupported),
        ("moov atom not found", MediaErrorKind.Truncated),
        ("matches no streams", MediaErrorKind.NoAudio),
        ("Unknown encoder", MediaErrorKind.ToolMissing),
        ("Decoder not found", MediaErrorKind.Unsupported),
        ("Decoding requested, but no decoder found", MediaErrorKind.Unsupported),
        ("Permission denied", MediaErrorKind.AccessDenied),
        ("No such file or directory", MediaErrorKind.NotFound),
    ];

    /// <param name="opened">False while ffprobe looks at the file, true once it is known to be media.</param>
    public static MediaException From(int exitCode, string errorText, bool opened)
    {
        var kind = Classify(exitCode, errorText, opened);
        return new(kind, Sentence(kind), $"exit code {exitCode}: {errorText}");
    }

    public static MediaException Of(MediaErrorKind kind, string? detail = null, Exception? inner = null) =>
        new(kind, Sentence(kind), detail, inner);

    private static MediaErrorKind Classify(int exitCode, string errorText, bool opened)
    {
        if (exitCode == FileSizeLimitSignal)
            return MediaErrorKind.DiskFull;
        if (exitCode is > 128 and < 160)
            return MediaErrorKind.ToolKilled;
        foreach (var (text, kind) in s_signs)
        {
            if (errorText.Contains(text, StringComparison.Ordinal))
                return kind;
        }

        if (exitCode == OwnSignalHandler)
            return MediaErrorKind.ToolKilled;
        if (!opened)
            return MediaErrorKind.NotMedia;
        return errorText.Contains("Invalid data", StringComparison.Ordinal) || exitCode == 69
            ? MediaErrorKind.Damaged
            : MediaErrorKind.ToolFailed;
    }

    private static string Sentence(MediaErrorKind kind) =>
        kind switch
        {
            MediaErrorKind.NotFound => "The media file is no longer there.",
            MediaErrorKind.Empty => "This file is empty: there is no sound in it.",
            MediaErrorKind.NotMedia =>
                "This file is not audio or video, or it is damaged. Check that it plays in a media player.",
            MediaErrorKind.Unsupported =>
                "This kind of file cannot be read. Convert it to MP3, M4A, WAV or MP4 and try again.",
            MediaErrorKind.NoAudio =>
                "This file has no audio track, so there is nothing to transcribe. Check that sound was recorded.",
            MediaErrorKind.Truncated =>
                "This file is incomplete: its end is missing, and nothing can be read without it. "
                    + "Copy or export the recording again.",
            MediaErrorKind.Damaged => "The audio in this file is damaged and cannot be decoded.",
            MediaErrorKind.ToolMissing => "The installed ffmpeg lacks a part that is needed. Install a complete ffmpeg "
                + "(Debian and Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg).",
            MediaErrorKind.ToolKilled =>
                "Reading the file was stopped from outside, perhaps because the machine ran out of memory. Try again.",
            MediaErrorKind.TimedOut => "Reading the file took too long and was given up.",
            MediaErrorKind.DiskFull =>
                "The disk is full, so the audio could not be saved. Free some space and try again.",
            MediaErrorKind.AccessDenied => "Reflector is not permitted to read the file or to write the result.",
            _ => "The media file could not be processed.",
        };
}
