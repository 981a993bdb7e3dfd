using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.VideoPlatforms.Whereby;

/// <summary>What Whereby's webhooks mean: https://docs.whereby.com/reference/webhooks.</summary>
internal sealed class WherebyEvents(TimeProvider clock)
{
    private const string Joined = "room.client.joined";
    private const string Left = "room.client.left";
    private const string RecordingFinished = "recording.finished";
    private const string Recorder = "recorder";
    private const int MostPeople = 100_000;

    /// <summary>In the room, but no people.</summary>
    private static readonly HashSet<string> Services = [Recorder, "streamer", "captioner"];

    public static ReadEvent? Read(JsonElement body)
    {
        if (
            body.ValueKind is not JsonValueKind.Object
            || Text(body, "id") is not { Length: > 0 } id
            || Text(body, "type") is not { Length: > 0 } type
            || !body.TryGetProperty("createdAt", out var created)
            || created.ValueKind is not JsonValueKind.String
            || !created.TryGetDateTimeOffset(out var createdAt)
            || !body.TryGetProperty("data", out var data)
            || data.ValueKind is not JsonValueKind.Object
        )
            throw new WebhookFormatException("Invalid event format");
        var (meetingId, roomName) = (Text(data, "meetingId"), Text(data, "roomName"));
        return meetingId is null && roomName is null
            ? null
            : new(id, type, createdAt, meetingId, roomName, KeepsPayload: type == RecordingFinished);
    }

    public async Task ApplyAsync(
        ReflectorDb db,
        string meetingId,
        IReadOnlyList<PlatformEvent> events,
        CancellationToken cancellationToken
    )
    {
        // Each tells how many there are now: only the newest counts.
        if (events.LastOrDefault(item => People(item) is not null) is { } newest)
            await CountAsync(db, meetingId, newest, cancellationToken);
        // Its recorder joins and leaves the room as people do.
        if (events.LastOrDefault(item => item.Type is Joined or Left && Role(item) == Recorder) is { } recorder)
            await RecordAsync(db, meetingId, recorder, cancellationToken);
    }

    private Task CountAsync(ReflectorDb db, string meetingId, PlatformEvent newest, CancellationToken cancellationToken)
    {
        var people = People(newest)!.Value;
        var isJoin = newest.Type == Joined && people > 0;
        var (at, now) = (newest.OccurredAt, clock.GetUtcNow());
        return db
            .Meetings.Where(meeting =>
                meeting.Id == meetingId
                && meeting.EndedAt == null
                && (meeting.CountedAt == null || meeting.CountedAt <= at)
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(meeting => meeting.NumClients, people)
                        .SetProperty(meeting => meeting.CountedAt, at)
                        // Somebody came back after we had thought that everybody was gone.
                        .SetProperty(
                            meeting => meeting.IsActive,
                            meeting => meeting.IsActive || (isJoin && meeting.EndDate > now)
                        ),
                cancellationToken
            );
    }

    private static Task RecordAsync(
        ReflectorDb db,
        string meetingId,
        PlatformEvent recorder,
        CancellationToken cancellationToken
    )
    {
        var at = recorder.OccurredAt;
        DateTimeOffset? since = recorder.Type == Joined ? at : null;
        return db
            .Meetings.Where(meeting =>
                meeting.Id == meetingId && (meeting.RecordingToldAt == null || meeting.RecordingToldAt <= at)
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(meeting => meeting.RecordingSince, since)
                        .SetProperty(meeting => meeting.RecordingToldAt, at),
                cancellationToken
            );
    }

    private static string? Role(PlatformEvent item) => Text(item.Body.GetProperty("data"), "roleName");

    /// <summary>Null when the event does not tell.</summary>
    private static int? People(PlatformEvent item)
    {
        if (item.Type is not (Joined or Left))
            return null;
        var data = item.Body.GetProperty("data");
        if (data.TryGetProperty("numClientsByRoleName", out var roles) && roles.ValueKind is JsonValueKind.Object)
            return Bounded(
                roles.EnumerateObject().Where(role => !Services.Contains(role.Name)).Sum(role => Number(role.Value))
            );
        return data.TryGetProperty("numClients", out var all) && all.ValueKind is JsonValueKind.Number
            ? Bounded(Number(all))
            : null;
    }

    private static long Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    private static int Bounded(long people) => (int)Math.Clamp(people, 0, MostPeople);

    /// <summary>Ids are documented as texts, and look like numbers.</summary>
    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
