using System.Globalization;
using System.Text.RegularExpressions;
using Reflector.Server.Configuration;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;

namespace Reflector.Server.VideoPlatforms.Whereby;

/// <summary>What the names of the files say that Whereby writes.</summary>
internal static partial class WherebyRecordings
{
    /// <summary>
    /// <c>ROOM-2026-11-20T14:05:09Z.mp4</c>, the room without the slash that its name begins with. Told apart at the time:
    /// the room's part has any length.
    /// </summary>
    /// <param name="key">In the bucket's folder.</param>
    /// <returns>Null for the name of something else.</returns>
    public static PlatformRecording? Of(string key)
    {
        var fileName = key[(key.LastIndexOf('/') + 1)..];
        var name = RecordingName().Match(fileName);
        if (
            !name.Success
            || !DateTimeOffset.TryParse(
                name.Groups["time"].Value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var recordedAt
            )
        )
            return null;
        return new(
            WherebyPlatform.PlatformName,
            key,
            RecordingStore.Whereby,
            RecordingKind.File,
            key,
            fileName,
            "/" + name.Groups["room"].Value,
            recordedAt
        );
    }

    /// <summary>Whether it could be a recording, as the name ends.</summary>
    public static bool IsMedia(string key) =>
        key.EndsWith(".mp4", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith(".mkv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key within the folder that is set.</summary>
    /// <returns>Null when it is not in there.</returns>
    public static string? KeyIn(ReflectorSettings settings, string bucket, string key)
    {
        if (settings.WherebyBucket?.Split('/', 2) is not { } parts || parts[0] != bucket)
            return null;
        var folder = parts.Length == 1 ? "" : parts[1].Trim('/');
        if (folder.Length == 0)
            return key;
        return key.StartsWith(folder + "/", StringComparison.Ordinal) ? key[(folder.Length + 1)..] : null;
    }

    [GeneratedRegex(
        @"^(?<room>.+)-(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z)\.(mkv|mp4)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex RecordingName();
}
