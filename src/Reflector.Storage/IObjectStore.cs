namespace Reflector.Storage;

/// <summary>
/// Objects under <c>/</c>-separated keys (see <see cref="ObjectKey"/>). An object appears whole or not at all, and
/// replaces the one under the same key at once. Every member may throw <see cref="StorageException"/>; all are safe for
/// concurrent use, also by several processes.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores the rest of the stream in constant memory.</summary>
    /// <param name="progress">Told the bytes stored so far.</param>
    Task<ObjectInfo> PutAsync(
        string key,
        Stream content,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stores a local file; with <paramref name="move"/> the file is gone afterwards and, where the store can, not copied.</summary>
    /// <param name="progress">Told the bytes read so far.</param>
    Task<ObjectInfo> PutFileAsync(
        string key,
        string path,
        bool move,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Opens an object or a part of it.</summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageErrorKind.NotFound"/>, or <see cref="StorageErrorKind.InvalidRange"/> when the range begins at or
    /// past the end (of an object that is not empty).
    /// </exception>
    Task<StoredObject> GetAsync(string key, ByteRange? range = null, CancellationToken cancellationToken = default);

    /// <summary>Size, time and hash, or null when there is no such object.</summary>
    Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>The objects whose keys begin with the prefix (all of them for an empty one), in ordinal order of keys.</summary>
    IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Removes an object; one that is not there is as good as removed.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Removes every object under a prefix, which must end in <c>/</c> lest it take neighbours with it.</summary>
    /// <returns>How many objects were removed.</returns>
    Task<int> DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>A local file with the object's content, for as long as the lease is held.</summary>
    /// <exception cref="StorageException"><see cref="StorageErrorKind.NotFound"/></exception>
    Task<LocalLease> OpenLocalAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// An address that hands the object out, whole or in ranges, to whoever has it until it expires. Whether there is such
    /// an object is not asked.
    /// </summary>
    /// <param name="key">The object's.</param>
    /// <param name="validFor">More than nothing and at most <see cref="SignedAddress.Longest"/>.</param>
    /// <param name="fileName">It is saved under that name; without one it may be shown or played in place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Absolute where the store has an address of its own; of a local folder relative to the root of this server, which
    /// answers it.
    /// </returns>
    Task<Uri> SignAsync(
        string key,
        TimeSpan validFor,
        string? fileName = null,
        CancellationToken cancellationToken = default
    );
}
