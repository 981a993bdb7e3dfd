namespace Reflector.Media;

/// <summary>What went wrong with a media file or with the program that reads it.</summary>
public enum MediaErrorKind
{
    /// <summary>There is no file at that path.</summary>
    NotFound,

    /// <summary>The file has no bytes, or its audio track has no samples.</summary>
    Empty,

    /// <summary>The bytes are no audio or video.</summary>
    NotMedia,

    /// <summary>A playlist, or a format or codec that is not read.</summary>
    Unsupported,

    /// <summary>Video without an audio track.</summary>
    NoAudio,

    /// <summary>The end of the file, which holds its table of contents, is missing.</summary>
    Truncated,

    /// <summary>The audio track is broken beyond decoding.</summary>
    Damaged,

    /// <summary>ffmpeg or ffprobe is not installed, or lacks the MP3 encoder.</summary>
    ToolMissing,

    /// <summary>Something outside ended ffmpeg.</summary>
    ToolKilled,

    /// <summary>ffmpeg failed for a reason of its own.</summary>
    ToolFailed,

    /// <summary>ffmpeg stood still for too long or took too long altogether.</summary>
    TimedOut,

    /// <summary>No room for the result.</summary>
    DiskFull,

    /// <summary>The file cannot be read, or the result cannot be written, for lack of permission.</summary>
    AccessDenied,
}
