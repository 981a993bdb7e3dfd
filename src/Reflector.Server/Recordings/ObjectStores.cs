using Reflector.Server.Configuration;
using Reflector.Storage;
using Reflector.Storage.Local;
using Reflector.Storage.S3;
using Reflector.Storage.Swift;

namespace Reflector.Server.Recordings;

/// <summary>Opens the object store that the settings choose.</summary>
internal static class ObjectStores
{
    /// <exception cref="StorageException">Its local folder cannot be used.</exception>
    public static IObjectStore Open(ReflectorSettings settings, TimeProvider clock, ILoggerFactory loggers) =>
        settings switch
        {
            { S3Storage: { } s3 } => new S3ObjectStore(s3, loggers.CreateLogger<S3ObjectStore>()),
            { SwiftStorage: { } swift } => new SwiftObjectStore(swift, loggers.CreateLogger<SwiftObjectStore>()),
            _ => new LocalObjectStore(
                Path.Combine(settings.DataPath, "storage"),
                clock,
                loggers.CreateLogger<LocalObjectStore>()
            ),
        };
}
