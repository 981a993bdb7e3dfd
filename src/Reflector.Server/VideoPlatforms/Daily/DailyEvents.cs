using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.VideoPlatforms.Daily;

/// <summary>What Daily's webhooks mean: https://docs.daily.co/reference/rest-api/webhooks.</summary>
internal static class DailyEvents
{
    public const string RecordingReady = "recording.ready-to-download";
    public const string RecordingError = "recording.error";

    private const string RecordingStarted = "recording.started";
    private const string MeetingEnded = "meeting.ended";

    private static readonly HashSet<string> Comings =
    [
        "participant.joined",
        "participant.left",
        "meeting.started",
        MeetingEnded,
    ];

    private static readonly string[] OfRecordings = [RecordingStarted, RecordingReady, RecordingError, MeetingEnded];

    /// <summary>What Daily is asked to tell.</summary>
    public static IReadOnlyList<string> Wanted { get; } = [.. Comings.Union(OfRecordings)];

    /// <summary>With what Daily tries an address before it accepts it.</summary>
    public static bool IsProbe(ReadOnlySpan<byte> body) => body.SequenceEqual("""{"test":"test"}"""u8);

    public static ReadEvent? Read(JsonElement body)
    {
        if (
            body.ValueKind is not JsonValueKind.Object
            || Text(body, "id") is not { Length: > 0 } id
            || Text(body, "type") is not { Length: > 0 } type
            || !body.TryGetProperty("payload", out var payload)
            || payload.ValueKind is not JsonValueKind.Object
            || Seconds(body, "event_ts") is not { } at
        )
            throw new WebhookFormatException("Invalid event format");
        // Recordings say room_name, everything else says room.
        var room = Text(payload, "room_name") ?? Text(payload, "room");
        // A composed recording is started under the meeting's id, which is the room's.
        var meeting = room is null ? Text(payload, "instance_id") : null;
        return room is null && meeting is null
            ? null
            : new(id, type, at, meeting, room, KeepsPayload: OfRecordings.Contains(type));
    }

    public static bool ChangesPresence(string type) => Comings.Contains(type);

    public static Task ApplyAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PlatformEvent> events,
        CancellationToken cancellationToken
    ) =>
        events.Any(item => OfRecordings.Contains(item.Type))
            ? RecordAsync(db, meetingId, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Whoever asks for a recording that has ended, or broke off, shall have another.</summary>
    public static async Task EndRequestsAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PlatformEvent> events,
        CancellationToken cancellationToken
    )
    {
        foreach (var item in events.Where(item => item.Type is RecordingReady or RecordingError or MeetingEnded))
        {
            var payload = item.Body.GetProperty("payload");
            var isInstance = Guid.TryParse(Text(payload, "instance_id"), out var instance);
            // Neither an instance nor a kind: it can be either.
            var kind = Text(payload, "type");
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE recording_request SET state = 'ended'
                WHERE meeting_id = {meetingId} AND state = 'started' AND started_at <= {item.OccurredAt}
                    AND ({isInstance} = false OR instance_id = {instance})
                    AND ({kind}::text IS NULL OR kind = {kind})
                """,
                cancellationToken
            );
        }
    }

    /// <summary>From everything that was ever told, so that neither order nor repetition matters.</summary>
    private static async Task RecordAsync(ReflectorDb db, string meetingId, CancellationToken cancellationToken)
    {
        var told = await db
            .WebhookEvents.AsNoTracking()
            .Where(item => item.MeetingId == meetingId && item.KeepsPayload && OfRecordings.Contains(item.Type))
            .Select(item => new
            {
                item.Type,
                item.OccurredAt,
                item.Payload,
            })
            .ToListAsync(cancellationToken);
        var recordings = told.Select(item => Recording.Of(item.Type, item.OccurredAt, item.Payload!)).ToList();
        var emptyAt = recordings.Where(item => item.Type == MeetingEnded).Max(item => (DateTimeOffset?)item.At);
        var runningSince = recordings
            .Where(item => item.Type == RecordingStarted && !(item.At <= emptyAt) && !recordings.Any(item.IsEndedBy))
            .Min(item => (DateTimeOffset?)item.At);
        await db
            .Meetings.Where(meeting => meeting.Id == meetingId)
            .ExecuteUpdateAsync(
                row => row.SetProperty(meeting => meeting.RecordingSince, runningSince),
                cancellationToken
            );
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Unix seconds, with or without a fraction.</summary>
    private static DateTimeOffset? Seconds(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;

    private sealed record Recording(string Type, DateTimeOffset At, string? Id, string? Instance)
    {
        public static Recording Of(string type, DateTimeOffset at, string body)
        {
            var payload = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("payload");
            return new(type, at, Text(payload, "recording_id"), Text(payload, "instance_id"));
        }

        /// <summary>A failure names only the instance, which a later recording may have again.</summary>
        public bool IsEndedBy(Recording other) =>
            other.Type switch
            {
                RecordingReady => other.Id == Id,
                RecordingError => other.Instance == Instance && other.At >= At,
                _ => false,
            };
    }
}
