namespace Reflector.Storage;

/// <summary>
/// Types by the ending of a name: of sound, pictures and film, so that players know them. Everything else is bytes, as
/// what others upload must never become a page with our address.
/// </summary>
public static class ContentTypes
{
    public const string Bytes = "application/octet-stream";

    public static string Of(string name) =>
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".mp3" => "audio/mpeg",
            ".m4a" => "audio/mp4",
            ".wav" => "audio/wav",
            ".ogg" or ".oga" or ".opus" => "audio/ogg",
            ".flac" => "audio/flac",
            ".aac" => "audio/aac",
            ".mp4" or ".m4v" => "video/mp4",
            ".webm" => "video/webm",
            ".mkv" => "video/x-matroska",
            ".mov" => "video/quicktime",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".png" => "image/png",
            _ => Bytes,
        };
}
