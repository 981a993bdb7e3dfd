using System.Text;

namespace Reflector.Server.Database.Embedded;

/// <summary>
/// The server's log file in the cluster's folder. PostgreSQL appends to it, so cutting it in place is safe while it
/// runs.
/// </summary>
internal sealed class PostgresLog(string dataDirectory, long limit)
{
    public const string FileName = "server.log";
    private const int LongestExcerpt = 64 * 1024;

    public string Path { get; } = System.IO.Path.Combine(dataDirectory, FileName);

    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>What was written since <paramref name="offset"/> bytes, the newest part when it is much.</summary>
    public string ReadFrom(long offset)
    {
        if (!File.Exists(Path))
            return "";
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(Math.Min(offset, file.Length), file.Length - LongestExcerpt);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Keeps the newest half of the limit once the file has grown past it.</summary>
    public void KeepBounded()
    {
        if (Length <= limit)
            return;
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var newest = new byte[limit / 2];
        file.Position = file.Length - newest.Length;
        file.ReadExactly(newest);
        file.SetLength(0);
        file.Position = 0;
        file.Write(newest);
    }
}
