using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Jobs;
using Reflector.Server.Recordings.Intake;

namespace Reflector.Server.VideoPlatforms.Whereby.Queue;

/// <summary>
/// Takes in what the queue tells of. A message goes only when what it tells of is written down for good; one that is not
/// understood, or fails again and again, is set aside for administrators.
/// </summary>
internal sealed partial class RecordingQueue(
    QueueClient queue,
    RecordingArrivals arrivals,
    IDbContextFactory<ReflectorDb> databases,
    ReflectorSettings settings,
    TimeProvider clock,
    ILogger<RecordingQueue> logger
)
{
    /// <summary>How often a message may fail for a reason of ours before it is set aside.</summary>
    public const int MostReceipts = 10;

    private const int LongestBody = 20_000;

    /// <summary>How long a message that was set aside can be looked at.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>How long a message is ours. Longer than what we do with it takes.</summary>
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(2);

    private static readonly BackOff Pauses = new(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));

    /// <param name="wait">For messages, when there are none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many messages there were.</returns>
    /// <exception cref="QueueException">The queue did not answer as it should.</exception>
    public async Task<int> ReadAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var messages = await queue.ReceiveAsync(wait, Visibility, cancellationToken);
        foreach (var message in messages)
            await HandleAsync(message, cancellationToken);
        return messages.Count;
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (await UnderstandAsync(message, cancellationToken) is { } reason)
                await SetAsideAsync(message, reason, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(message.Id, message.Receipts, exception.GetType().Name);
            if (message.Receipts < MostReceipts)
            {
                await queue.ReturnAsync(message, Pauses.After(message.Receipts), cancellationToken);
                return;
            }
            await SetAsideAsync(message, "It could not be taken in, however often it was tried.", cancellationToken);
        }
        await queue.DeleteAsync(message, cancellationToken);
    }

    /// <returns>Why it stands for no recording; null when everything it tells of is written down.</returns>
    private async Task<string?> UnderstandAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        IReadOnlyList<BucketEvent> events;
        try
        {
            events = BucketEvent.In(message.Body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "It is no message of a bucket.";
        }
        string? reason = null;
        foreach (var item in events)
        {
            if (WherebyRecordings.KeyIn(settings, item.Bucket, item.Key) is not { } key)
                reason = "It is about another bucket or folder than the one that is set.";
            else if (WherebyRecordings.Of(key) is { } recording)
                await arrivals.TellAsync(recording, cancellationToken);
            else if (WherebyRecordings.IsMedia(key))
                reason = "The file's name does not say which room it was recorded in, and when.";
        }
        return reason;
    }

    private async Task SetAsideAsync(QueueMessage message, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // PostgreSQL stores no null character.
        var body = message.Body.Replace('\0', ' ');
        if (body.Length > LongestBody)
            body = body[..LongestBody];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO set_aside_message (message_id, body, reason, receive_count, set_aside_at)
            VALUES ({message.Id}, {body}, {reason}, {message.Receipts}, {now})
            ON CONFLICT (message_id) DO UPDATE SET receive_count = excluded.receive_count, reason = excluded.reason
            """,
            cancellationToken
        );
        await db.SetAsideMessages.Where(old => old.SetAsideAt < now - Kept).ExecuteDeleteAsync(cancellationToken);
        LogSetAside(message.Id, reason);
    }

    [LoggerMessage(
        3421,
        LogLevel.Warning,
        "Message {Message} of the recordings' queue failed, receipt {Count}: {Error}"
    )]
    private partial void LogFailed(string message, int count, string error);

    [LoggerMessage(3422, LogLevel.Warning, "Message {Message} of the recordings' queue is set aside: {Reason}")]
    private partial void LogSetAside(string message, string reason);
}
