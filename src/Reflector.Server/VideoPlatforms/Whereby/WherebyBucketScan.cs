using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;
using Reflector.Storage;

namespace Reflector.Server.VideoPlatforms.Whereby;

/// <summary>Takes in what lies in Whereby's bucket and no message told of.</summary>
[DisallowConcurrentExecution]
internal sealed partial class WherebyBucketScan(
    RecordingStores stores,
    RecordingArrivals arrivals,
    IDbContextFactory<ReflectorDb> databases,
    ILogger<WherebyBucketScan> logger
) : IJob
{
    private const int Together = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await ScanAsync(cancellationToken);

    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        if (stores.Find(RecordingStore.Whereby) is not { } bucket)
            return;
        try
        {
            var some = new List<PlatformRecording>(Together);
            await foreach (var item in bucket.ListAsync("", cancellationToken))
            {
                if (WherebyRecordings.Of(item.Key) is { } recording)
                    some.Add(recording);
                if (some.Count == Together)
                    await TellAsync(some, cancellationToken);
            }
            await TellAsync(some, cancellationToken);
        }
        catch (StorageException exception)
        {
            LogFailed(exception.Message);
        }
    }

    private async Task TellAsync(List<PlatformRecording> found, CancellationToken cancellationToken)
    {
        var ids = found.ConvertAll(recording => recording.Id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db
            .KnownRecordings.Where(known =>
                known.Platform == WherebyPlatform.PlatformName && ids.Contains(known.PlatformRecordingId)
            )
            .Select(known => known.PlatformRecordingId)
            .ToListAsync(cancellationToken);
        foreach (var recording in found.ExceptBy(known, recording => recording.Id, StringComparer.Ordinal))
            await arrivals.TellAsync(recording, cancellationToken);
        found.Clear();
    }

    [LoggerMessage(3424, LogLevel.Warning, "Whereby's bucket was looked through in vain: {Reason}")]
    private partial void LogFailed(string reason);
}
