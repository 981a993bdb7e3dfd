using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Reflector.Storage.Local;

/// <summary>
/// Objects as files of one folder: <c>objects/</c> holds them under their keys, <c>incoming/</c> what is being written,
/// <c>hashes/</c> what is known of them, <c>signing-key</c> what signed addresses are proven with. Several processes may share the folder. A process that is killed leaves
/// half-written files in <c>incoming/</c> only; the next store on the folder removes them.
/// </summary>
/// <remarks>As a file cannot also be a folder, a key may not continue another object's key after a slash.</remarks>
public sealed class LocalObjectStore : IObjectStore, IDisposable
{
    private readonly string _objects;
    private readonly IncomingFolder _incoming;
    private readonly HashCache _hashes;
    private readonly LocalAddresses _addresses;
    private readonly TimeProvider _time;
    private long _lastStamp;

    /// <param name="root">The folder, made when it is not there.</param>
    /// <exception cref="StorageException">The folder cannot be used.</exception>
    public LocalObjectStore(string root, TimeProvider? timeProvider = null, ILogger<LocalObjectStore>? logger = null)
    {
        root = Path.GetFullPath(root);
        _objects = Path.Combine(root, "objects");
        _hashes = new HashCache(Path.Combine(root, "hashes"));
        _time = timeProvider ?? TimeProvider.System;
        _addresses = new LocalAddresses(Path.Combine(root, "signing-key"), _time);
        if (File.Exists(root))
            throw new StorageException(StorageErrorKind.Unavailable, "The storage folder is a file.");
        try
        {
            Directory.CreateDirectory(_objects);
            _incoming = new IncomingFolder(
                Path.Combine(root, "incoming"),
                (ILogger?)logger ?? NullLogger<LocalObjectStore>.Instance
            );
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            throw DiskFault.From(e);
        }
    }

    public async Task<ObjectInfo> PutAsync(
        string key,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        var target = PathOf(key);
        var incoming = _incoming.NewFile();
        try
        {
            var (size, sha256) = await LocalFile.WriteAsync(incoming, content, progress, cancellationToken);
            return Commit(key, target, incoming, size, sha256)
                ?? throw new StorageException(
                    StorageErrorKind.Unavailable,
                    "The parts of the storage folder lie on different disks."
                );
        }
        catch
        {
            LocalFile.Discard(incoming);
            throw;
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
        var target = PathOf(key);
        await using var source = LocalFile.Open(path);
        if (move && File.ResolveLinkTarget(path, returnFinalTarget: false) is null)
        {
            var sha256 = await LocalFile.HashAsync(source, progress, cancellationToken);
            RandomAccess.FlushToDisk(source.SafeFileHandle);
            if (Commit(key, target, Path.GetFullPath(path), source.Length, sha256) is { } moved)
                return moved;
            source.Position = 0;
        }

        var copied = await PutAsync(key, source, progress, cancellationToken);
        if (move)
            File.Delete(path);
        return copied;
    }

    public Task<StoredObject> GetAsync(
        string key,
        ByteRange? range = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = LocalFile.TryOpen(PathOf(key)) ?? throw DiskFault.NotFound();
        var info = Describe(key, file);
        var offset = range?.Offset ?? 0;
        if (offset < 0 || range?.Length < 0 || (offset > 0 && offset >= info.Size))
        {
            file.Dispose();
            throw new StorageException(
                StorageErrorKind.InvalidRange,
                $"The asked part begins outside the stored file of {info.Size} bytes."
            );
        }

        var length = Math.Min(range?.Length ?? long.MaxValue, info.Size - offset);
        file.Position = offset;
        return Task.FromResult(new StoredObject(info, new BoundedReadStream(file, length), offset, length));
    }

    public async Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var file = LocalFile.TryOpen(PathOf(key));
        if (file is null)
            return null;
        var info = Describe(key, file);
        if (info.Sha256 is not null)
            return info;
        info = info with { Sha256 = await LocalFile.HashAsync(file, null, cancellationToken) };
        _hashes.Write(key, info.Size, info.LastModified.UtcDateTime, info.Sha256);
        return info;
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ObjectKey.RequirePrefix(prefix);
        var folders = new Stack<Queue<LocalListing.Entry>>();
        folders.Push(await ReadFolderAsync(""));
        while (folders.TryPeek(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!folder.TryDequeue(out var entry))
                folders.Pop();
            else if (entry.Info is { } info)
                yield return info;
            else
                folders.Push(await ReadFolderAsync(entry.Key));
        }

        async Task<Queue<LocalListing.Entry>> ReadFolderAsync(string folderKey) =>
            await Task.Run(() => new Queue<LocalListing.Entry>(LocalListing.Read(_objects, folderKey, prefix)));
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        try
        {
            // Its hash first: what a crash leaves is then an object whose hash has to be read again, not an orphan.
            _hashes.Remove(key);
            if (File.Exists(path))
                File.Delete(path);
            EmptyFolders.Remove(Path.GetDirectoryName(path)!, _objects);
        }
        catch (DirectoryNotFoundException)
        {
            // Removed meanwhile with its folder.
        }
        catch (Exception e) when (DiskFault.IsOne(e))
        {
            throw DiskFault.From(e);
        }

        return Task.CompletedTask;
    }

    public async Task<int> DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ObjectKey.RequirePrefix(prefix);
        if (!prefix.EndsWith('/'))
        {
            throw new StorageException(
                StorageErrorKind.InvalidKey,
                "Only everything under a folder can be deleted at once: the prefix must end in a slash."
            );
        }

        var count = 0;
        await foreach (var info in ListAsync(prefix, cancellationToken))
        {
            await DeleteAsync(info.Key, cancellationToken);
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    /// <remarks>The object's own file; it stays readable through an open handle when the object is deleted.</remarks>
    public Task<LocalLease> OpenLocalAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        return File.Exists(path) ? Task.FromResult(new LocalLease(path)) : throw DiskFault.NotFound();
    }

    public Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectKey.Require(key);
        return Task.FromResult(_addresses.Sign(key, validFor, fileName));
    }

    /// <summary>True for what <see cref="SignAsync"/> gave out on this folder, until it expires.</summary>
    /// <param name="key">As in the address.</param>
    /// <param name="expires">Seconds since 1970, as in the address.</param>
    /// <param name="fileName">As in the address, null when there is none.</param>
    /// <param name="signature">As in the address.</param>
    public bool IsSigned(string key, long expires, string? fileName, string signature) =>
        _addresses.IsSigned(key, expires, fileName, signature);

    public void Dispose() => _incoming.Dispose();

    /// <summary>Gives the finished file its place. Null when it lies on another file system.</summary>
    private ObjectInfo? Commit(string key, string target, string file, long size, string sha256) =>
        DiskFault.Guard(() =>
        {
            var modified = NextStamp();
            File.SetLastWriteTimeUtc(file, modified);
            var folder = Path.GetDirectoryName(target)!;
            if (!Rename(file, target, folder))
                return null;
            Posix.SyncFolder(folder);
            _hashes.Write(key, size, modified, sha256);
            return new ObjectInfo(key, size, new DateTimeOffset(modified), sha256);
        });

    /// <summary>Tries again, as a concurrent delete may take the folder away while it is made or still empty.</summary>
    private bool Rename(string file, string target, string folder)
    {
        const int Attempts = 50;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (Directory.Exists(target) || LocalListing.RunsThroughFile(_objects, target))
                    throw DiskFault.Conflict();
                Directory.CreateDirectory(folder);
                if (Posix.TryRename(file, target))
                    return true;
                EmptyFolders.Remove(folder, _objects);
                return false;
            }
            catch (IOException) when (attempt < Attempts) { }
            catch (Exception e) when (DiskFault.IsOne(e))
            {
                EmptyFolders.Remove(folder, _objects);
                throw;
            }
        }
    }

    /// <summary>Never the same twice, so that a hash is never taken for that of another content under the same key.</summary>
    private DateTime NextStamp()
    {
        var now = _time.GetUtcNow().UtcTicks;
        long last,
            next;
        do
        {
            last = Interlocked.Read(ref _lastStamp);
            next = Math.Max(now, last + 1);
        } while (Interlocked.CompareExchange(ref _lastStamp, next, last) != last);

        return new DateTime(next, DateTimeKind.Utc);
    }

    private ObjectInfo Describe(string key, FileStream file) =>
        DiskFault.Guard(() =>
            new ObjectInfo(
                key,
                file.Length,
                new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)),
                _hashes.Read(key, file.SafeFileHandle)
            )
        );

    private string PathOf(string key)
    {
        ObjectKey.Require(key);
        var path = _objects;
        foreach (var segment in key.Split('/'))
        {
            path = Path.Combine(path, segment);
            if (new FileInfo(path).LinkTarget is not null)
                throw DiskFault.Link();
        }

        return path;
    }
}
