namespace Reflector.Media;

/// <summary>A file in the making beside its destination, removed unless committed.</summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly string _destination;

    private PartialFile(string destination, string path)
    {
        _destination = destination;
        Path = path;
    }

    public string Path { get; }

    public static PartialFile For(string destination)
    {
        destination = System.IO.Path.GetFullPath(destination);
        var folder = System.IO.Path.GetDirectoryName(destination)!;
        return Guard(() =>
        {
            Directory.CreateDirectory(folder);
            return new PartialFile(destination, System.IO.Path.Combine(folder, $".{Guid.CreateVersion7():N}.partial"));
        });
    }

    /// <summary>Flushes the file to the disk and gives it its name. Returns its size in bytes.</summary>
    public long Commit() =>
        Guard(() =>
        {
            long size;
            using (var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Flush(flushToDisk: true);
                size = file.Length;
            }

            File.Move(Path, _destination, overwrite: true);
            return size;
        });

    public ValueTask DisposeAsync()
    {
        File.Delete(Path);
        return ValueTask.CompletedTask;
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
