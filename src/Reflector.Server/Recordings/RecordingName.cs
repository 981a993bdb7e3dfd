namespace Reflector.Server.Recordings;

/// <summary>File names as people's machines send them: shown, never trusted.</summary>
internal static class RecordingName
{
    private const int LongestName = 255;
    private const int LongestExtension = 8;

    /// <summary>The last part of the path, without control characters, cut to a sane length.</summary>
    public static string Clean(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(letter => !char.IsControl(letter))).Trim();
        if (name.Length > LongestName)
            name = name[..(LongestName - LongestExtension - 1)] + Extension(name);
        return name is "" or "." or ".." ? "recording" : name;
    }

    /// <summary>The extension with its point, in lower case; empty when it has none or it is not plain letters and digits.</summary>
    public static string Extension(string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return extension.Length is > 1 and <= LongestExtension + 1 && extension.Skip(1).All(char.IsAsciiLetterOrDigit)
            ? extension
            : "";
    }
}
