namespace Reflector.Media;

/// <summary>
/// A file in the making beside its destination, removed unless committed. It is held open: the system lets go of the
/// lock when the process dies, so the next one to write there can tell what was left behind and removes it.
/// </summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private const string Suffix = ".reflector-partial";
    private readonly string _destination;
    private readonly FileStream _hold;

    private PartialFile(string destination, string path)
    {
        _destination = destination;
        Path = path;
        // On Windows a lock would keep ffmpeg out; there an open file alone cannot be deleted.
        var share = OperatingSystem.IsWindows() ? FileShare.ReadWrite : FileShare.None;
        _hold = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, share);
    }

    public string Path { get; }

    public static PartialFile For(string destination)
    {
        destination = System.IO.Path.GetFullPath(destination);
        var folder = System.IO.Path.GetDirectoryName(destination)!;
        return Guard(() =>
        {
            Directory.CreateDirectory(folder);
            foreach (var left in Directory.EnumerateFiles(folder, ".*" + Suffix))
                RemoveUnlessHeld(left);
            return new PartialFile(destination, System.IO.Path.Combine(folder, $".{Guid.CreateVersion7():N}{Suffix}"));
        });
    }

    /// <summary>Flushes the file to the disk and gives it its name. Returns its size in bytes.</summary>
    public long Commit() =>
        Guard(() =>
        {
            _hold.Flush(flushToDisk: true);
            var size = _hold.Length;
            _hold.Dispose();
            File.Move(Path, _destination, overwrite: true);
            return size;
        });

    public async ValueTask DisposeAsync()
    {
        await _hold.DisposeAsync();
        File.Delete(Path);
    }

    private static void RemoveUnlessHeld(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                File.Delete(path);
        }
        catch (IOException)
        {
            // Somebody is writing it, or has just finished.
        }
    }

    private static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (UnauthorizedAccessException e)
        {
            throw FfmpegFailure.Of(MediaErrorKind.AccessDenied, e.Message, e);
        }
        catch (IOException e)
        {
            // A flush is where a file system that allocates late runs out of room.
            throw FfmpegFailure.Of(IsFull(e) ? MediaErrorKind.DiskFull : MediaErrorKind.ToolFailed, e.Message, e);
        }
    }

    private static bool IsFull(IOException e) =>
        OperatingSystem.IsWindows()
            ? e.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027)
            : e.HResult is 28 or 27 or 122 || e.Message.Contains("No space left", StringComparison.Ordinal);
}
