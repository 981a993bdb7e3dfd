namespace Reflector.Storage;

/// <summary>What went wrong in an object store.</summary>
public enum StorageErrorKind
{
    /// <summary>The key or prefix is not one that every store can hold safely.</summary>
    InvalidKey,

    /// <summary>There is no object under that key.</summary>
    NotFound,

    /// <summary>The range begins past the end of the object.</summary>
    InvalidRange,

    /// <summary>The key runs through another object's key, which a folder of files cannot hold.</summary>
    Conflict,

    /// <summary>No room for the object.</summary>
    DiskFull,

    /// <summary>The store does not permit the operation.</summary>
    AccessDenied,

    /// <summary>The store failed for a reason of its own; trying again may help.</summary>
    Unavailable,
}
