using Reflector.Server.Recordings;
using Reflector.Server.VideoPlatforms;
using Reflector.Storage;

namespace Reflector.Server.Deletions;

/// <summary>Reaches everything that something can be deleted from.</summary>
internal sealed class DeletionTargets(RecordingStores stores, VideoPlatformFactory platforms)
{
    /// <summary>The platform whose list <see cref="DeletionStore.DailyApi"/> is.</summary>
    public const string Daily = "daily";

    /// <returns>Whether the store, asked afterwards, says that nothing is there.</returns>
    public Task<bool> DeleteAsync(Deletion deletion, CancellationToken cancellationToken) =>
        deletion switch
        {
            { Store: DeletionStore.DailyApi } => DeleteAtDailyAsync(deletion.ObjectKey, cancellationToken),
            { IsPrefix: true } => DeletePrefixAsync(StoreOf(deletion), deletion.ObjectKey, cancellationToken),
            _ => DeleteObjectAsync(StoreOf(deletion), deletion.ObjectKey, cancellationToken),
        };

    private IObjectStore StoreOf(Deletion deletion) =>
        stores.Of(
            deletion.Store switch
            {
                DeletionStore.Own => RecordingStore.Own,
                DeletionStore.Whereby => RecordingStore.Whereby,
                DeletionStore.Daily => RecordingStore.Daily,
                _ => throw new ArgumentOutOfRangeException(nameof(deletion), deletion.Store, "No such store"),
            }
        );

    private static async Task<bool> DeleteObjectAsync(
        IObjectStore store,
        string key,
        CancellationToken cancellationToken
    )
    {
        await store.DeleteAsync(key, cancellationToken);
        return await store.HeadAsync(key, cancellationToken) is null;
    }

    private static async Task<bool> DeletePrefixAsync(
        IObjectStore store,
        string prefix,
        CancellationToken cancellationToken
    )
    {
        if (prefix.EndsWith('/'))
        {
            await store.DeletePrefixAsync(prefix, cancellationToken);
        }
        else
        {
            var keys = await store
                .ListAsync(prefix, cancellationToken)
                .Select(item => item.Key)
                .ToListAsync(cancellationToken);
            foreach (var key in keys)
                await store.DeleteAsync(key, cancellationToken);
        }
        return !await store.ListAsync(prefix, cancellationToken).AnyAsync(cancellationToken);
    }

    /// <summary>Daily lists a recording whose object lies in our bucket until it is told otherwise.</summary>
    private Task<bool> DeleteAtDailyAsync(string recordingId, CancellationToken cancellationToken) =>
        ((IRecordingList)platforms.Get(Daily)).DeleteRecordingAsync(recordingId, cancellationToken);
}
