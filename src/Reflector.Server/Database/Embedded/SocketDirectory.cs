using System.Runtime.Versioning;
using System.Text;

namespace Reflector.Server.Database.Embedded;

/// <summary>
/// Where the server's Unix socket lies: in the cluster's folder, which only PostgreSQL's user may enter, or, when that
/// path does not fit into a socket address, in a private folder under the temp folder.
/// </summary>
internal sealed record SocketDirectory(string Path, bool IsTemporary)
{
    public const int Port = 5432;
    private const string TemporaryPrefix = "reflector-pg-";

    // sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
    private const int LongestSocketPath = 103;

    [UnsupportedOSPlatform("windows")]
    public static SocketDirectory Choose(string dataDirectory)
    {
        if (Fits(dataDirectory))
            return new(dataDirectory, IsTemporary: false);
        var made = Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        if (Fits(made))
            return new(made, IsTemporary: true);
        Directory.Delete(made);
        var shortest = System.IO.Path.Combine("/tmp", TemporaryPrefix + Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(shortest, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(shortest, IsTemporary: true);
    }

    /// <summary>Removes what a killed server left behind; never anything but a folder made here.</summary>
    public static void RemoveLeftOver(string? directory)
    {
        if (
            directory is not null
            && System.IO.Path.GetFileName(directory).StartsWith(TemporaryPrefix, StringComparison.Ordinal)
            && Directory.Exists(directory)
        )
            Directory.Delete(directory, recursive: true);
    }

    public void Remove()
    {
        if (IsTemporary)
            RemoveLeftOver(Path);
    }

    // Npgsql and PostgreSQL take a comma for the next host, a colon for a port.
    private static bool Fits(string directory) =>
        directory.IndexOfAny([',', ':', '"', '\'', '\\']) < 0
        && Encoding.UTF8.GetByteCount(System.IO.Path.Combine(directory, $".s.PGSQL.{Port}")) <= LongestSocketPath;
}
