using Microsoft.Extensions.Logging;

namespace Reflector.Storage.Local;

/// <summary>
/// The half-written files of one process: a folder beside a lock file that the process holds open. The system releases
/// the lock when the process dies, however it dies, so a folder whose lock can be taken belongs to nobody.
/// </summary>
internal sealed class IncomingFolder : IDisposable
{
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;
    private readonly string _folder;

    public IncomingFolder(string parent, ILogger logger)
    {
        Directory.CreateDirectory(parent);
        Sweep(parent, logger);
        _folder = Path.Combine(parent, Guid.CreateVersion7().ToString("N"));
        _lock = new FileStream(_folder + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(_folder);
    }

    public string NewFile() => Path.Combine(_folder, Guid.CreateVersion7().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + LockSuffix);
        _lock.Dispose();
    }

    private static void Sweep(string parent, ILogger logger)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent))
        {
            try
            {
                // The owner takes its lock before it makes its folder: a folder without a lock file has no owner either.
                using var held = new FileStream(
                    folder + LockSuffix,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
                var files = Directory.GetFiles(folder).Length;
                Directory.Delete(folder, recursive: true);
                File.Delete(folder + LockSuffix);
                if (files > 0)
                    logger.LogInformation("Removed {Count} half-written files of a process that is gone", files);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogDebug(e, "Left {Folder} to the process that owns it", folder);
            }
        }
    }
}
