using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Storage;

namespace Reflector.Server.Recordings.Intake;

/// <summary>
/// What was told of and waits until its objects can be read. Written down first and in the teller's own transaction, it
/// is not lost, whoever dies when.
/// </summary>
internal sealed partial class RecordingArrivals(
    IDbContextFactory<ReflectorDb> databases,
    RecordingIntake intake,
    RecordingStores stores,
    TimeProvider clock,
    ILogger<RecordingArrivals> logger
)
{
    /// <summary>From here on a recording of tracks is taken in without those that are not there.</summary>
    public const int PatientAttempts = 8;

    private const int MostAtOnce = 50;
    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(6));
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(30);

    /// <summary>Writes it down, in the transaction of <paramref name="db"/>; what is here, or was, is left alone.</summary>
    public static Task TellAsync(
        ReflectorDb db,
        PlatformRecording told,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var json = JsonSerializer.Serialize(told, ApiJson.Options);
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO recording_arrival (platform, platform_recording_id, told, told_at, next_attempt_at)
            SELECT {told.Platform}, {told.Id}, {json}::jsonb, {now}, {now}
            WHERE NOT EXISTS (
                SELECT 1 FROM known_recording
                WHERE platform = {told.Platform} AND platform_recording_id = {told.Id}
            )
            ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
    }

    /// <summary>Writes it down for good, and takes it in if that can be done now.</summary>
    public async Task TellAsync(PlatformRecording told, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            await TellAsync(db, told, clock.GetUtcNow(), cancellationToken);
        await TryAsync(told.Platform, told.Id, cancellationToken);
    }

    /// <summary>Takes in whatever can be read by now of what is due.</summary>
    /// <returns>How many were due.</returns>
    public async Task<int> TakeInDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db
            .RecordingArrivals.Where(arrival => arrival.GivenUpAt == null && arrival.NextAttemptAt <= now)
            .OrderBy(arrival => arrival.NextAttemptAt)
            .Take(MostAtOnce)
            .Select(arrival => new { arrival.Platform, arrival.PlatformRecordingId })
            .ToListAsync(cancellationToken);
        foreach (var arrival in due)
            await TryAsync(arrival.Platform, arrival.PlatformRecordingId, cancellationToken);
        return due.Count;
    }

    private async Task TryAsync(string platform, string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var arrival = await db
            .RecordingArrivals.AsNoTracking()
            .FirstOrDefaultAsync(
                arrival => arrival.Platform == platform && arrival.PlatformRecordingId == id,
                cancellationToken
            );
        if (arrival is null)
            return;
        try
        {
            var sizes = await ReadableAsync(arrival, cancellationToken);
            await intake.TakeInAsync(arrival.Told, sizes, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason =
                exception is StorageException ? exception.Message : "It could not be written down: it is tried again.";
            LogNotYet(platform, id, arrival.Attempts + 1, exception.GetType().Name, exception.Message);
            await PostponeAsync(db, arrival, reason, cancellationToken);
        }
    }

    /// <summary>Sizes of its objects.</summary>
    /// <exception cref="StorageException">Something is missing that is worth waiting for.</exception>
    private async Task<IReadOnlyDictionary<string, long>> ReadableAsync(
        RecordingArrival arrival,
        CancellationToken cancellationToken
    )
    {
        var told = arrival.Told;
        // A video that lies with the platform itself is shown by the platform's own link.
        if (told.Kind is RecordingKind.Video && stores.Find(told.Store) is null)
            return new Dictionary<string, long>();
        var store = stores.Of(told.Store);
        var keys =
            told.Kind is RecordingKind.Tracks
                ? (told.Tracks ?? []).Select(track => track.ObjectKey).Distinct(StringComparer.Ordinal).ToList()
                : [told.ObjectKey];
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (await store.HeadAsync(key, cancellationToken) is { } found)
                sizes[key] = found.Size;
        }
        if (sizes.Count == keys.Count)
            return sizes;
        var isEnough =
            arrival.Attempts >= PatientAttempts
            && told.Tracks?.Any(track => track.IsVoice && sizes.ContainsKey(track.ObjectKey)) == true;
        return isEnough
            ? sizes
            : throw new StorageException(
                StorageErrorKind.NotFound,
                keys.Count == 1
                    ? "The recording is not in the platform's bucket."
                    : $"{keys.Count - sizes.Count} of {keys.Count} files of the recording are not in the platform's bucket."
            );
    }

    private async Task PostponeAsync(
        ReflectorDb db,
        RecordingArrival arrival,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var pause = Pauses.After(arrival.Attempts + 1);
        DateTimeOffset? givenUpAt = now - arrival.ToldAt > GivenUpAfter ? now : null;
        await db
            .RecordingArrivals.Where(row =>
                row.Platform == arrival.Platform && row.PlatformRecordingId == arrival.PlatformRecordingId
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(item => item.Attempts, item => item.Attempts + 1)
                        .SetProperty(item => item.Error, reason)
                        .SetProperty(item => item.NextAttemptAt, now + pause)
                        .SetProperty(item => item.GivenUpAt, givenUpAt),
                cancellationToken
            );
    }

    [LoggerMessage(
        3403,
        LogLevel.Warning,
        "{Platform} recording {Recording} cannot be taken in yet, attempt {Attempt}: {Error}: {Reason}"
    )]
    private partial void LogNotYet(string platform, string recording, int attempt, string error, string reason);
}
