using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Database;

namespace Reflector.Server.Deletions;

[JsonConverter(typeof(JsonStringEnumConverter<RetentionKind>))]
internal enum RetentionKind
{
    /// <summary>What can be heard and seen of a transcript.</summary>
    [JsonStringEnumMemberName("audio")]
    Audio,

    [JsonStringEnumMemberName("transcript")]
    Transcript,

    /// <summary>A recording without a transcript: a composed video, or one that nothing was made of.</summary>
    [JsonStringEnumMemberName("recording")]
    Recording,

    [JsonStringEnumMemberName("meeting")]
    Meeting,
}

/// <param name="Id">Of the transcript, recording or meeting.</param>
/// <param name="OwnerId">Null when it is nobody's.</param>
/// <param name="DueAt">From when on it may be deleted.</param>
internal sealed record RetentionRow(
    string Kind,
    string Id,
    string? Title,
    string? OwnerId,
    string? RoomId,
    string? RoomName,
    DateTimeOffset DueAt
);

/// <summary>Says what is kept too long, and what soon will be.</summary>
internal sealed class RetentionPlan(ReflectorSettings settings)
{
    /// <summary>
    /// Everything that goes some day, and when. Of the server's days and the room's the fewer count; what is being
    /// processed does not go.
    /// </summary>
    public IQueryable<RetentionRow> Of(ReflectorDb db)
    {
        var audio = NullIfZero(settings.AudioRetentionDays);
        var all = NullIfZero(settings.RetentionDays);
        return db.Database.SqlQuery<RetentionRow>(
            $"""
            SELECT 'transcript' AS "Kind", t.id AS "Id", COALESCE(t.title, t.name) AS "Title", t.user_id AS "OwnerId",
                r.id AS "RoomId", r.name AS "RoomName",
                t.created_at + make_interval(days => LEAST({all}::int, r.retention_days)) AS "DueAt"
            FROM transcript t LEFT JOIN room r ON r.id = t.room_id
            WHERE t.status NOT IN ('processing', 'recording') AND LEAST({all}::int, r.retention_days) IS NOT NULL
            UNION ALL
            SELECT 'audio', t.id, COALESCE(t.title, t.name), t.user_id, r.id, r.name,
                t.created_at + make_interval(days => LEAST({audio}::int, r.audio_retention_days))
            FROM transcript t LEFT JOIN room r ON r.id = t.room_id
            WHERE t.status NOT IN ('processing', 'recording') AND t.audio_deletion_requested_at IS NULL
                AND (t.recording_id IS NOT NULL OR t.audio_key IS NOT NULL)
                AND LEAST({audio}::int, r.audio_retention_days)
                    < COALESCE(LEAST({all}::int, r.retention_days), 1000000)
            UNION ALL
            SELECT 'recording', c.id, NULL, r.user_id, r.id, r.name, c.recorded_at + make_interval(
                days => LEAST({audio}::int, r.audio_retention_days, {all}::int, r.retention_days)
            )
            FROM recording c LEFT JOIN meeting m ON m.id = c.meeting_id LEFT JOIN room r ON r.id = m.room_id
            WHERE c.deletion_requested_at IS NULL AND NOT EXISTS (SELECT 1 FROM transcript WHERE recording_id = c.id)
                AND LEAST({audio}::int, r.audio_retention_days, {all}::int, r.retention_days) IS NOT NULL
            UNION ALL
            SELECT 'meeting', m.id, NULL, r.user_id, r.id, r.name,
                m.end_date + make_interval(days => LEAST({all}::int, r.retention_days))
            FROM meeting m LEFT JOIN room r ON r.id = m.room_id
            WHERE m.deleted_at IS NULL AND NOT m.is_active
                AND NOT EXISTS (SELECT 1 FROM transcript WHERE meeting_id = m.id)
                AND LEAST({all}::int, r.retention_days) IS NOT NULL
            """
        );
    }

    private static int? NullIfZero(int days) => days == 0 ? null : days;
}
