namespace Reflector.Storage;

/// <summary>A part of an object.</summary>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">Number of bytes, to the end when null; what goes past the end is left off.</param>
public sealed record ByteRange(long Offset, long? Length = null);
