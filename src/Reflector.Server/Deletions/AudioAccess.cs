using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Deletions;

/// <summary>Who refused is obeyed at once: while a "no" stands, and from a deletion's decision on, nobody is given audio.</summary>
internal static class AudioAccess
{
    public static ApiException Withheld() => ApiException.NotFound("Audio unavailable due to privacy settings");

    public static async Task<bool> IsAudioWithheldAsync(
        this ReflectorDb db,
        Transcript transcript,
        CancellationToken cancellationToken
    ) =>
        transcript.AudioDeleted == true
        || transcript.AudioDeletionRequestedAt is not null
        || (
            await MeetingOfAsync(db, transcript, cancellationToken) is { } meeting
            && await IsAudioWithheldAsync(db, meeting, transcript.RecordingId, cancellationToken)
        );

    /// <summary>A recording that was matched late knows its meeting before its transcript does.</summary>
    private static async Task<string?> MeetingOfAsync(
        ReflectorDb db,
        Transcript transcript,
        CancellationToken cancellationToken
    ) =>
        transcript.MeetingId
        ?? await db
            .Recordings.Where(recording => recording.Id == transcript.RecordingId)
            .Select(recording => recording.MeetingId)
            .FirstOrDefaultAsync(cancellationToken);

    /// <param name="db">Where the answers are.</param>
    /// <param name="meetingId">Whose audio is asked for.</param>
    /// <param name="recordingId">Null for a composed video, which has everybody in it.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public static async Task<bool> IsAudioWithheldAsync(
        this ReflectorDb db,
        string meetingId,
        string? recordingId,
        CancellationToken cancellationToken
    )
    {
        var refusals = await db
            .MeetingConsents.AsNoTracking()
            .Where(consent => consent.MeetingId == meetingId && !consent.ConsentGiven)
            .ToListAsync(cancellationToken);
        if (refusals.Count == 0)
            return false;
        var isLeftOut =
            recordingId is not null
            && await db.Meetings.AnyAsync(
                meeting => meeting.Id == meetingId && meeting.ConsentPolicy == ConsentPolicy.LeaveOut,
                cancellationToken
            )
            && await db.Recordings.AnyAsync(
                recording => recording.Id == recordingId && recording.Kind == RecordingKind.Tracks,
                cancellationToken
            )
            && (await LeaveOut.OfAsync(db, meetingId, recordingId, refusals, cancellationToken)).IsDone;
        return !isLeftOut;
    }

    /// <summary>Whether an object of our own store may not be given to anybody, whatever address it is asked under.</summary>
    public static async Task<bool> IsKeyWithheldAsync(
        this ReflectorDb db,
        string key,
        CancellationToken cancellationToken
    )
    {
        if (await DeletionLedger.CoversAsync(db, key, cancellationToken))
            return true;
        var parts = key.Split('/');
        if (parts is not ["transcripts", var id, ..])
            return false;
        var transcript = await db
            .Transcripts.AsNoTracking()
            .FirstOrDefaultAsync(transcript => transcript.Id == id, cancellationToken);
        return transcript is not null && await db.IsAudioWithheldAsync(transcript, cancellationToken);
    }
}
