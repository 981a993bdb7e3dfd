using Microsoft.Extensions.Logging;
using Reflector.Storage.Local;

namespace Reflector.Storage.Remote;

/// <summary>
/// What stores have in common that lie elsewhere. What is stored goes through a local file, so that its hash is known
/// before the first byte leaves, a source that breaks off leaves nothing, and what failed on the way can be sent again.
/// </summary>
public abstract class RemoteObjectStore : IObjectStore, IDisposable
{
    private readonly IncomingFolder _spool;

    private protected RemoteObjectStore(string spoolFolder, ILogger logger) =>
        _spool = DiskFault.Guard(() => new IncomingFolder(spoolFolder, logger));

    public async Task<ObjectInfo> PutAsync(
        string key,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        RequireKey(key);
        var path = _spool.NewFile();
        try
        {
            var (_, sha256) = await LocalFile.WriteAsync(path, content, progress: null, cancellationToken);
            return await SendAsync(key, path, Task.FromResult(sha256), progress, cancellationToken);
        }
        finally
        {
            LocalFile.Discard(path);
        }
    }

    public async Task<ObjectInfo> PutFileAsync(
        string key,
        string path,
        bool move,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        RequireKey(key);
        var hashing = Task.Run(() => HashAsync(path, cancellationToken), cancellationToken);
        ObjectInfo info;
        try
        {
            info = await SendAsync(key, path, hashing, progress, cancellationToken);
        }
        finally
        {
            // Whoever hands over a file may change it afterwards.
            await ((Task)hashing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (move)
            File.Delete(path);
        return info;
    }

    public async Task<StoredObject> GetAsync(
        string key,
        ByteRange? range = null,
        CancellationToken cancellationToken = default
    )
    {
        RequireKey(key);
        var (offset, length) = (range?.Offset ?? 0, range?.Length);
        if (offset < 0 || length < 0)
            throw RemoteFault.InvalidRange();
        // Neither can be said with a Range header.
        if (length == 0)
            return await NothingAsync(key, offset, cancellationToken);
        try
        {
            return await OpenAsync(key, offset, length, cancellationToken);
        }
        catch (StorageException e) when (e.Kind == StorageErrorKind.InvalidRange && offset == 0)
        {
            return await NothingAsync(key, offset, cancellationToken);
        }
    }

    /// <exception cref="StorageException">Nothing can lie under such a key.</exception>
    private protected virtual void RequireKey(string key) => ObjectKey.Require(key);

    public abstract Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default);

    public abstract IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        CancellationToken cancellationToken = default
    );

    public abstract Task DeleteAsync(string key, CancellationToken cancellationToken = default);

    public async Task<int> DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ObjectKey.RequirePrefix(prefix);
        if (!prefix.EndsWith('/'))
            throw new StorageException(
                StorageErrorKind.InvalidKey,
                "Only what lies under a folder can be removed together."
            );
        return await DeleteFolderAsync(prefix, cancellationToken);
    }

    public async Task<LocalLease> OpenLocalAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var stored = await GetAsync(key, cancellationToken: cancellationToken);
        var path = _spool.NewFile();
        try
        {
            var (_, sha256) = await LocalFile.WriteAsync(path, stored.Content, progress: null, cancellationToken);
            if (stored.Info.Sha256 is { } expected && expected != sha256)
                throw RemoteFault.Damaged();
        }
        catch (Exception e)
        {
            LocalFile.Discard(path);
            if (e is not StorageException && (IsFault(e) || e is IOException))
                throw ToSentence(e);
            throw;
        }
        return new(
            path,
            () =>
            {
                LocalFile.Discard(path);
                return ValueTask.CompletedTask;
            }
        );
    }

    public abstract Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    );

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _spool.Dispose();
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = LocalFile.Open(path);
        return await LocalFile.HashAsync(source, progress: null, cancellationToken);
    }

    /// <summary>Sends a file that stays as it is until the task ends.</summary>
    /// <param name="key">Checked.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="sha256">Its hash, which may still be reckoned.</param>
    /// <param name="progress">Told the bytes sent so far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private protected abstract Task<ObjectInfo> SendAsync(
        string key,
        string path,
        Task<string> sha256,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    );

    /// <param name="key">Checked.</param>
    /// <param name="offset">Not negative.</param>
    /// <param name="length">More than 0, to the end when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private protected abstract Task<StoredObject> OpenAsync(
        string key,
        long offset,
        long? length,
        CancellationToken cancellationToken
    );

    private protected abstract Task<int> DeleteFolderAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>True for what the store's client throws.</summary>
    private protected abstract bool IsFault(Exception exception);

    private protected abstract StorageException ToSentence(Exception exception);

    private async Task<StoredObject> NothingAsync(string key, long offset, CancellationToken cancellationToken)
    {
        var info = await HeadAsync(key, cancellationToken) ?? throw RemoteFault.NotFound();
        return offset > 0 && offset >= info.Size ? throw RemoteFault.InvalidRange() : new(info, Stream.Null, offset, 0);
    }
}
