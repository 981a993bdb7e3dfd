using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Meetings;

namespace Reflector.Server.Recordings.Intake;

/// <summary>Finds the meeting that a recording was made in.</summary>
internal static class MeetingMatch
{
    /// <summary>How far a recording's beginning may be from its meeting's, either way and inclusive.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(168);

    private const int MostCandidates = 20;

    /// <summary>
    /// The meeting that is named, else the one in the platform's room that began nearest to the recording; of two equally
    /// near ones that with the smaller id. A meeting whose room is deleted has nobody to give a transcript to, and counts
    /// only where what was recorded in it is to be deleted.
    /// </summary>
    public static async Task<Meeting?> FindAsync(
        ReflectorDb db,
        PlatformRecording recording,
        CancellationToken cancellationToken
    )
    {
        if (recording.MeetingId is { } id)
        {
            var named = await db
                .Meetings.AsNoTracking()
                .FirstOrDefaultAsync(
                    meeting =>
                        meeting.Id == id
                        && meeting.Platform == recording.Platform
                        && (
                            meeting.RoomId != null
                            || meeting.DeletedAt != null
                            || db.MeetingConsents.Any(answer => answer.MeetingId == id && !answer.ConsentGiven)
                        ),
                    cancellationToken
                );
            if (named is not null)
                return named;
        }
        if (recording.RoomName is not { } room)
            return null;
        var at = recording.RecordedAt.ToUniversalTime();
        var (earliest, latest) = (at - Reach, at + Reach);
        return await db
            .Meetings.FromSql(
                $"""
                SELECT * FROM meeting
                WHERE platform = {recording.Platform} AND room_name = {room} AND (
                        room_id IS NOT NULL OR deleted_at IS NOT NULL
                        OR EXISTS (SELECT 1 FROM meeting_consent WHERE meeting_id = meeting.id AND NOT consent_given)
                    )
                    AND start_date BETWEEN {earliest} AND {latest}
                ORDER BY abs(extract(epoch FROM start_date - {at})), id COLLATE "C" LIMIT 1
                """
            )
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Meetings that a recording could be of, nearest in time first: those of its platform within reach.</summary>
    public static Task<List<MatchCandidate>> CandidatesAsync(
        ReflectorDb db,
        Recording recording,
        CancellationToken cancellationToken
    )
    {
        var at = recording.RecordedAt.ToUniversalTime();
        return db
            .Database.SqlQuery<MatchCandidate>(
                $"""
                SELECT meeting.id AS "MeetingId", room.name AS "RoomName", start_date AS "StartDate"
                FROM meeting JOIN room ON room.id = room_id
                WHERE meeting.platform = {recording.Platform} AND meeting.deleted_at IS NULL
                    AND start_date BETWEEN {at - Reach} AND {at + Reach}
                ORDER BY abs(extract(epoch FROM start_date - {at})), meeting.id COLLATE "C" LIMIT {MostCandidates}
                """
            )
            .ToListAsync(cancellationToken);
    }

    /// <summary>Recordings without a meeting, with the one that there is for them by now.</summary>
    public static Task<List<MatchedRecording>> WaitingAsync(ReflectorDb db, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<MatchedRecording>(
                $"""
                SELECT recording.id AS "RecordingId", found.id AS "MeetingId"
                FROM recording JOIN LATERAL (
                    SELECT id FROM meeting
                    WHERE meeting.platform = recording.platform AND room_name = recording.platform_room_name
                        AND (
                            room_id IS NOT NULL OR deleted_at IS NOT NULL
                            OR EXISTS (SELECT 1 FROM meeting_consent WHERE meeting_id = meeting.id AND NOT consent_given)
                        )
                        AND abs(extract(epoch FROM start_date - recorded_at)) <= {Reach.TotalSeconds}
                    ORDER BY abs(extract(epoch FROM start_date - recorded_at)), id COLLATE "C" LIMIT 1
                ) found ON true
                WHERE recording.platform IS NOT NULL AND meeting_id IS NULL AND deletion_requested_at IS NULL
                """
            )
            .ToListAsync(cancellationToken);
}

internal sealed record MatchedRecording(string RecordingId, string MeetingId);

/// <param name="RoomName">Our name of its room.</param>
internal sealed record MatchCandidate(string MeetingId, string RoomName, DateTimeOffset StartDate);
