namespace Reflector.Media;

/// <summary>Full paths of the two programs.</summary>
public sealed record FfmpegLocation(string Ffmpeg, string Ffprobe)
{
    /// <summary>
    /// The programs in <paramref name="preferredFolder"/> when one is given, else those on <c>PATH</c>, else those in
    /// <paramref name="fallbackFolder"/>.
    /// </summary>
    /// <exception cref="MediaException"><see cref="MediaErrorKind.ToolMissing"/>, naming what to install.</exception>
    public static FfmpegLocation Find(string? preferredFolder, string fallbackFolder) =>
        Find(preferredFolder, fallbackFolder, Environment.GetEnvironmentVariable("PATH"));

    internal static FfmpegLocation Find(string? preferredFolder, string fallbackFolder, string? searchPath)
    {
        if (!string.IsNullOrWhiteSpace(preferredFolder))
        {
            return In(preferredFolder)
                ?? throw new MediaException(
                    MediaErrorKind.ToolMissing,
                    $"There is no ffmpeg and ffprobe in the configured folder {preferredFolder}."
                );
        }

        var onPath = (searchPath ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(In)
            .FirstOrDefault(found => found is not null);
        return onPath
            ?? In(fallbackFolder)
            ?? throw new MediaException(
                MediaErrorKind.ToolMissing,
                "ffmpeg and ffprobe were not found. Run eng/setup, or install them "
                    + "(Debian and Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg)."
            );
    }

    private static FfmpegLocation? In(string folder)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var ffmpeg = Path.GetFullPath(Path.Combine(folder, "ffmpeg" + suffix));
        var ffprobe = Path.GetFullPath(Path.Combine(folder, "ffprobe" + suffix));
        return IsProgram(ffmpeg) && IsProgram(ffprobe) ? new(ffmpeg, ffprobe) : null;
    }

    private static bool IsProgram(string path)
    {
        const UnixFileMode AnyExecute =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None);
    }
}
