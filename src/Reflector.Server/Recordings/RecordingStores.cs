using Reflector.Server.Configuration;
using Reflector.Storage;
using Reflector.Storage.S3;

namespace Reflector.Server.Recordings;

/// <summary>All the stores that recordings can lie in: ours and the buckets that video platforms write to.</summary>
internal sealed class RecordingStores(IObjectStore own, ReflectorSettings settings, ILogger<S3ObjectStore> logger)
{
    // A failure is not kept: credentials that are not there yet can come.
    private readonly Lazy<IObjectStore?> _whereby = new(
        () => Bucket(settings.WherebyStorage, logger),
        LazyThreadSafetyMode.PublicationOnly
    );
    private readonly Lazy<IObjectStore?> _daily = new(
        () => Bucket(settings.DailyStorage, logger),
        LazyThreadSafetyMode.PublicationOnly
    );

    /// <exception cref="StorageException">The settings do not name that store.</exception>
    public IObjectStore Of(RecordingStore store) =>
        Find(store)
        ?? throw new StorageException(
            StorageErrorKind.NotFound,
            $"The bucket of {store} is not set: what lies in it cannot be reached. Set {BucketSetting(store)}."
        );

    /// <summary>Null when the settings do not name that store.</summary>
    public IObjectStore? Find(RecordingStore store) =>
        store switch
        {
            RecordingStore.Own => own,
            RecordingStore.Whereby => _whereby.Value,
            RecordingStore.Daily => _daily.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(store), store, "No such store"),
        };

    private static string BucketSetting(RecordingStore store) =>
        store is RecordingStore.Whereby ? "WHEREBY_STORAGE_AWS_BUCKET_NAME" : "DAILYCO_STORAGE_AWS_BUCKET_NAME";

    private static S3ObjectStore? Bucket(S3Options? options, ILogger<S3ObjectStore> logger) =>
        options is null ? null : new(options, logger);
}
