namespace Reflector.Server.Database.Embedded;

/// <summary>
/// One server per cluster folder. The operating system lets go of the lock when its process ends, however it ends.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    public static DataDirectoryLock Take(string dataDirectory)
    {
        try
        {
            return new(
                new FileStream(dataDirectory + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException error) when (error.Message.Contains("used by another process", StringComparison.Ordinal))
        {
            throw new EmbeddedPostgresException(
                $"Another Reflector server is already using {Path.GetDirectoryName(dataDirectory)}: "
                    + "stop it, or give this one a DATA_DIR and a PORT of its own.",
                error
            )
            {
                IsInUse = true,
            };
        }
    }

    public void Dispose() => _file.Dispose();
}
