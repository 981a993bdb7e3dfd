using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Meetings;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>
/// Applies stored webhooks. What they change and that they are applied is one commit, so a process that dies in between
/// leaves them to be applied again. One that cannot be applied is set aside and holds up no other.
/// </summary>
internal sealed partial class WebhookApplication(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    PlatformTasks tasks,
    TimeProvider clock,
    ILogger<WebhookApplication> logger
)
{
    public const int MostTogether = 500;
    private const string Savepoint = "events";

    /// <summary>Whoever joined or left is not in the platform's list yet, but soon may be.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    /// <summary>By now the list must have it: Daily's lags by up to 15 seconds.</summary>
    private static readonly TimeSpan Surely = TimeSpan.FromSeconds(18);

    /// <summary>Those that have waited longest.</summary>
    /// <returns>How many there were; other workers' are left to them.</returns>
    public async Task<int> ApplyNextAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var waiting = await db
            .WebhookEvents.FromSql(
                $"""
                SELECT * FROM webhook_event WHERE applied_at IS NULL AND failed_at IS NULL
                ORDER BY seq LIMIT {MostTogether} FOR UPDATE SKIP LOCKED
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        if (waiting.Count == 0)
            return 0;
        using (tasks.Enlist(transaction))
        {
            var applied = new HashSet<long>(waiting.Count);
            // In one order everywhere: workers that change the same meetings then wait for each other instead of deadlocking.
            foreach (
                var group in waiting
                    .GroupBy(item => (item.Platform, item.MeetingId))
                    .OrderBy(group => group.Key.MeetingId, StringComparer.Ordinal)
            )
                applied.UnionWith(await ApplyAsync(db, transaction, [.. InOrder(group)], cancellationToken));
            await MarkAppliedAsync(db, [.. applied], cancellationToken);
            // Last, since it takes the job store's lock: whoever holds that waits for no meeting.
            foreach (
                var meeting in waiting
                    .Where(item => applied.Contains(item.Seq))
                    .Where(IsComing)
                    .Select(item => item.MeetingId)
                    .Distinct()
            )
                await tasks.ScheduleAsync<PresencePoll>(meeting, Soon, Surely, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return waiting.Count;
    }

    private bool IsComing(WebhookEvent item) =>
        platforms.Get(item.Platform) is IWebhookEvents meaning && meaning.ChangesPresence(item.Type);

    private static IEnumerable<WebhookEvent> InOrder(IEnumerable<WebhookEvent> events) =>
        events.OrderBy(item => item.OccurredAt).ThenBy(item => item.Seq);

    /// <returns>What was applied; the rest is set aside.</returns>
    private async Task<IReadOnlyList<long>> ApplyAsync(
        ReflectorDb db,
        IDbContextTransaction transaction,
        IReadOnlyList<WebhookEvent> events,
        CancellationToken cancellationToken
    )
    {
        var (platform, meetingId) = (events[0].Platform, events[0].MeetingId);
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            if (platforms.Get(platform) is IWebhookEvents meaning)
                await meaning.ApplyAsync(db, meetingId, [.. events.Select(Parse)], cancellationToken);
            await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
            return [.. events.Select(item => item.Seq)];
        }
        catch (Exception exception) when (!IsPassing(exception, cancellationToken))
        {
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            db.ChangeTracker.Clear();
            if (events.Count == 1)
            {
                await SetAsideAsync(db, events[0], exception, cancellationToken);
                return [];
            }
        }
        var applied = new List<long>();
        foreach (var item in events)
            applied.AddRange(await ApplyAsync(db, transaction, [item], cancellationToken));
        return applied;
    }

    /// <summary>The database's trouble, or our end: the events are not to blame.</summary>
    private static bool IsPassing(Exception exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
        || exception is NpgsqlException { IsTransient: true } or SchedulerException
        || exception.InnerException is NpgsqlException { IsTransient: true };

    private static PlatformEvent Parse(WebhookEvent item) =>
        new(item.Type, item.OccurredAt, JsonSerializer.Deserialize<JsonElement>(item.Payload ?? "null"));

    private Task MarkAppliedAsync(ReflectorDb db, List<long> applied, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE webhook_event SET applied_at = {now}, payload = CASE WHEN keeps_payload THEN payload END
            WHERE seq = ANY({applied})
            """,
            cancellationToken
        );
    }

    private async Task SetAsideAsync(
        ReflectorDb db,
        WebhookEvent item,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        // The message can quote the payload, which names people.
        var error = exception.GetType().Name;
        await db.Database.ExecuteSqlAsync(
            $"UPDATE webhook_event SET failed_at = {now}, error = {error} WHERE seq = {item.Seq}",
            cancellationToken
        );
        LogSetAside(item.Platform, item.EventId, item.Type, error);
    }

    [LoggerMessage(
        3322,
        LogLevel.Error,
        "{Platform} event {Event} ({Type}) cannot be applied and is set aside: {Error}"
    )]
    private partial void LogSetAside(string platform, string @event, string type, string error);
}
