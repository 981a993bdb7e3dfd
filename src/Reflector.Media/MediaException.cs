namespace Reflector.Media;

/// <summary>
/// A media file that cannot be used, or a failure of the programs that read it. The message is a sentence for the
/// person who brought the file and holds no path and no output of a program.
/// </summary>
public sealed class MediaException : Exception
{
    public MediaException(MediaErrorKind kind, string message, string? detail = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Detail = detail;
    }

    public MediaErrorKind Kind { get; }

    /// <summary>What ffmpeg wrote, shortened: for the log, never for the page.</summary>
    public string? Detail { get; }

    /// <summary>True when the file itself is at fault, so that trying again cannot help.</summary>
    public bool IsFileAtFault =>
        Kind
            is MediaErrorKind.Empty
                or MediaErrorKind.NotMedia
                or MediaErrorKind.Unsupported
                or MediaErrorKind.NoAudio
                or MediaErrorKind.Truncated
                or MediaErrorKind.Damaged;
}
