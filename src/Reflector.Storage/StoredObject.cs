namespace Reflector.Storage;

/// <summary>An object opened for reading. Dispose it.</summary>
public sealed class StoredObject(ObjectInfo info, Stream content, long offset, long length) : IAsyncDisposable
{
    /// <summary>The whole object's key, size, time and (where known without reading it) hash.</summary>
    public ObjectInfo Info { get; } = info;

    /// <summary>The asked bytes, from <see cref="Offset"/> on.</summary>
    public Stream Content { get; } = content;

    /// <summary>Position of the first byte within the object.</summary>
    public long Offset { get; } = offset;

    /// <summary>Number of bytes in <see cref="Content"/>.</summary>
    public long Length { get; } = length;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
