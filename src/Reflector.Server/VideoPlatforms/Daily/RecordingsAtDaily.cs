using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Recordings.Intake;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>Asks Daily for its recordings, whatever webhooks told or did not tell.</summary>
internal sealed partial class RecordingsAtDaily(
    IDbContextFactory<ReflectorDb> databases,
    DailyClient client,
    RecordingArrivals arrivals,
    VideoPlatformRegistry registry,
    ReflectorSettings settings,
    ILogger<RecordingsAtDaily> logger
)
{
    /// <summary>Takes in what is new, from the newest page on.</summary>
    /// <param name="all">Go on behind a page on which nothing is new.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task LookAsync(bool all, CancellationToken cancellationToken)
    {
        if (registry.Get(DailyPlatform.PlatformName).MissingSettings(settings).Count > 0)
            return;
        try
        {
            await foreach (var page in client.RecordingPagesAsync(cancellationToken))
            {
                var fresh = await UnknownAsync(page, cancellationToken);
                foreach (var recording in fresh)
                    await arrivals.TellAsync(recording, cancellationToken);
                if (fresh.Count == 0 && !all)
                    return;
            }
        }
        catch (VideoPlatformException exception)
        {
            LogUnanswered(exception.Message);
        }
    }

    private async Task<List<PlatformRecording>> UnknownAsync(
        IReadOnlyList<DailyRecording> page,
        CancellationToken cancellationToken
    )
    {
        var ids = page.Select(recording => recording.Id).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db
            .KnownRecordings.Where(known => known.Platform == DailyPlatform.PlatformName)
            .Select(known => known.PlatformRecordingId)
            .Concat(
                db.RecordingArrivals.Where(arrival => arrival.Platform == DailyPlatform.PlatformName)
                    .Select(arrival => arrival.PlatformRecordingId)
            )
            .Where(id => ids.Contains(id))
            .ToListAsync(cancellationToken);
        return
        [
            .. page.ExceptBy(known, recording => recording.Id, StringComparer.Ordinal)
                .Select(DailyRecordings.Of)
                .OfType<PlatformRecording>(),
        ];
    }

    [LoggerMessage(3411, LogLevel.Warning, "Daily was asked for its recordings in vain: {Reason}")]
    private partial void LogUnanswered(string reason);
}

/// <summary>The safety net under the webhooks, and all there is without them.</summary>
[DisallowConcurrentExecution]
internal sealed class DailyRecordingPoll(RecordingsAtDaily recordings) : IJob
{
    private static readonly TimeSpan BesideWebhooks = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan WithoutWebhooks = TimeSpan.FromSeconds(15);

    public static TimeSpan Interval(ReflectorSettings settings) =>
        settings.DailyWebhookSecret is null ? WithoutWebhooks : BesideWebhooks;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await recordings.LookAsync(all: false, cancellationToken);
}

/// <summary>Once a day all of Daily's recordings, for those that ended long after they began.</summary>
[DisallowConcurrentExecution]
internal sealed class DailyRecordingScan(RecordingsAtDaily recordings) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await recordings.LookAsync(all: true, cancellationToken);
}
