using Reflector.Storage;

namespace Reflector.Server.Tests.Deletions;

/// <summary>A real store that can be told to refuse deletions, or to take the worker down right after one.</summary>
internal sealed class TestedStore(IObjectStore inner) : IObjectStore, IDisposable
{
    /// <summary>No deletion is permitted.</summary>
    public bool RefusesDeletion { get; set; }

    /// <summary>Says that it deleted, and did not.</summary>
    public bool LiesAboutDeletion { get; set; }

    /// <summary>Called when something was deleted, before anybody learns of it.</summary>
    public Action? Deleted { get; set; }

    public Task<ObjectInfo> PutAsync(
        string key,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    ) => inner.PutAsync(key, content, progress, cancellationToken);

    public Task<ObjectInfo> PutFileAsync(
        string key,
        string path,
        bool move,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    ) => inner.PutFileAsync(key, path, move, progress, cancellationToken);

    public Task<StoredObject> GetAsync(
        string key,
        ByteRange? range = null,
        CancellationToken cancellationToken = default
    ) => inner.GetAsync(key, range, cancellationToken);

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default) =>
        inner.HeadAsync(key, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, cancellationToken);

    public async Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        Check();
        if (!LiesAboutDeletion)
            await inner.DeleteAsync(key, cancellationToken);
        Deleted?.Invoke();
    }

    public async Task<int> DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default)
    {
        Check();
        var count = LiesAboutDeletion ? 0 : await inner.DeletePrefixAsync(prefix, cancellationToken);
        Deleted?.Invoke();
        return count;
    }

    public Task<LocalLease> OpenLocalAsync(string key, CancellationToken cancellationToken = default) =>
        inner.OpenLocalAsync(key, cancellationToken);

    public Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    ) => inner.SignAsync(key, validFor, fileName, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private void Check()
    {
        if (RefusesDeletion)
            throw new StorageException(StorageErrorKind.AccessDenied, "The storage does not permit deleting.");
    }
}
