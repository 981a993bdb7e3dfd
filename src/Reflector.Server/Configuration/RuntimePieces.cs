namespace Reflector.Server.Configuration;

/// <summary>
/// Where <c>eng/setup</c> puts the pinned native programs and models (<c>eng/pieces.json</c>): one folder a piece,
/// named <c>name-version</c>, shared by every clone of a user.
/// </summary>
internal sealed record RuntimePieces(string Root)
{
    public string SpeechEngine => Path.Combine(Root, "sherpa-onnx-1.13.8");

    public string SpeechModel => Path.Combine(Root, "moonshine-tiny-en-0.1.29");

    public string VoiceActivityModel => Path.Combine(Root, "silero-vad-0.0.31", "silero_vad_v5.onnx");

    public string PostgreSql => Path.Combine(Root, "postgresql-18.4.0");

    /// <summary>The DejaVu fonts, which PDF documents are set in.</summary>
    public string Fonts => Path.Combine(Root, "dejavu-fonts-2.37.3");

    public string Ffmpeg => Path.Combine(Root, "ffmpeg-4.1.0");

    /// <summary>
    /// <c>PIECES_DIR</c>, else the user's cache folder. The root user's lies outside its home, because the unprivileged
    /// user that runs PostgreSQL then has to read it.
    /// </summary>
    public static RuntimePieces Locate(string? configured = null)
    {
        configured ??= Environment.GetEnvironmentVariable("PIECES_DIR");
        if (!string.IsNullOrWhiteSpace(configured))
            return new(Path.GetFullPath(configured));
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            return new("/var/cache/reflector/pieces");
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrWhiteSpace(cache))
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new(Path.Combine(cache, "reflector", "pieces"));
    }
}
