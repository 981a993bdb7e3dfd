using Npgsql;
using NpgsqlTypes;

namespace Reflector.Server.VideoPlatforms.Webhooks;

/// <summary>Stores webhooks of meetings that we know, each once, with one statement for all.</summary>
internal static class WebhookInsert
{
    private const int TimeoutSeconds = 10;

    // In one order everywhere: two servers that get the same events at once then wait for each other instead of deadlocking.
    private const string Sql = """
        WITH given AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS given
                (nr, platform, event_id, type, meeting, room, occurred_at, received_at, payload, keeps_payload)
        ),
        known AS (
            SELECT given.*, found.id AS meeting_id
            FROM given
            LEFT JOIN LATERAL (
                SELECT id FROM meeting
                WHERE meeting.platform = given.platform
                    AND (meeting.id = given.meeting OR (given.meeting IS NULL AND meeting.room_name = given.room))
                ORDER BY end_date DESC, id LIMIT 1
            ) found ON true
        ),
        stored AS (
            INSERT INTO webhook_event
                (platform, event_id, type, meeting_id, occurred_at, received_at, payload, keeps_payload)
            SELECT platform, event_id, type, meeting_id, occurred_at, received_at, payload, keeps_payload
            FROM known WHERE meeting_id IS NOT NULL ORDER BY platform, event_id
            ON CONFLICT DO NOTHING
        )
        SELECT nr FROM known WHERE meeting_id IS NULL
        """;

    /// <returns>Positions of those whose meeting we do not know.</returns>
    public static async Task<IReadOnlySet<int>> RunAsync(
        NpgsqlDataSource database,
        IReadOnlyList<IncomingWebhook> webhooks
    )
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = TimeoutSeconds };
        Add(command, NpgsqlDbType.Integer, Enumerable.Range(0, webhooks.Count).ToArray());
        AddTexts(command, webhooks, item => item.Platform);
        AddTexts(command, webhooks, item => item.Event.Id);
        AddTexts(command, webhooks, item => item.Event.Type);
        AddTexts(command, webhooks, item => item.Event.MeetingId);
        AddTexts(command, webhooks, item => item.Event.RoomName);
        Add(command, NpgsqlDbType.TimestampTz, webhooks.Select(item => item.Event.OccurredAt.UtcDateTime).ToArray());
        Add(command, NpgsqlDbType.TimestampTz, webhooks.Select(item => item.ReceivedAt.UtcDateTime).ToArray());
        AddTexts(command, webhooks, item => item.Body);
        Add(command, NpgsqlDbType.Boolean, webhooks.Select(item => item.Event.KeepsPayload).ToArray());
        var unknown = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            unknown.Add(reader.GetInt32(0));
        return unknown;
    }

    private static void AddTexts(
        NpgsqlCommand command,
        IReadOnlyList<IncomingWebhook> webhooks,
        Func<IncomingWebhook, string?> text
    ) => Add(command, NpgsqlDbType.Text, webhooks.Select(text).ToArray());

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type }
        );
}
