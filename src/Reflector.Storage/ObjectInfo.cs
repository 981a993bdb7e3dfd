namespace Reflector.Storage;

/// <summary>What a store knows about an object.</summary>
/// <param name="Key">The <c>/</c>-separated key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="LastModified">When it was last written.</param>
/// <param name="Sha256">
/// Lower-case hexadecimal hash of the content; null in listings, and for an object that someone else put where the store
/// keeps no such hash.
/// </param>
public sealed record ObjectInfo(string Key, long Size, DateTimeOffset LastModified, string? Sha256);
