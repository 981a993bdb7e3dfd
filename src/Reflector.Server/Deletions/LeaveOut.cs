using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Meetings;
using Reflector.Server.Recordings;

namespace Reflector.Server.Deletions;

/// <summary>Whose tracks of a recording belong to people who refused.</summary>
/// <param name="Tracks">Voice, camera and screen of refusers who are known for certain.</param>
/// <param name="Unknown">How many who refused cannot be found among the tracks for certain.</param>
internal sealed record LeaveOut(IReadOnlyList<RecordingTrack> Tracks, int Unknown)
{
    /// <summary>Everybody who refused is known and their tracks were taken out before anything was made of them.</summary>
    public bool IsDone => Unknown == 0 && Tracks.All(track => track.RemovedAt is not null);

    public static async Task<LeaveOut> OfAsync(
        ReflectorDb db,
        string meetingId,
        string recordingId,
        IReadOnlyList<MeetingConsent> refusals,
        CancellationToken cancellationToken
    )
    {
        var tracks = await db
            .RecordingTracks.AsNoTracking()
            .Where(track => track.RecordingId == recordingId)
            .OrderBy(track => track.Position)
            .ToListAsync(cancellationToken);
        var sessions = await db
            .ParticipantSessions.AsNoTracking()
            .Where(session => session.MeetingId == meetingId)
            .ToListAsync(cancellationToken);
        return Of(refusals, tracks, sessions);
    }

    public static LeaveOut Of(
        IReadOnlyList<MeetingConsent> refusals,
        IReadOnlyList<RecordingTrack> tracks,
        IReadOnlyList<ParticipantSession> sessions
    )
    {
        var theirs = new List<RecordingTrack>();
        var unknown = 0;
        foreach (var refusal in refusals)
        {
            var found = refusal.UserId is { } user
                ? OfUser(user, tracks, sessions)
                : OfName(refusal, refusals, tracks, sessions);
            if (found.Count == 0)
                unknown++;
            theirs.AddRange(found);
        }
        return new([.. theirs.DistinctBy(track => track.Position).OrderBy(track => track.Position)], unknown);
    }

    private static List<RecordingTrack> OfUser(
        string user,
        IReadOnlyList<RecordingTrack> tracks,
        IReadOnlyList<ParticipantSession> sessions
    )
    {
        var stays = sessions
            .Where(session => session.UserId == user)
            .Select(session => session.SessionId)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. tracks.Where(track => track.UserId == user || (track.ParticipantId is { } stay && stays.Contains(stay))),
        ];
    }

    /// <summary>
    /// Without an account a name is all there is. It counts only when one person refused under it, and one person, also
    /// without an account, was in the call under it.
    /// </summary>
    private static List<RecordingTrack> OfName(
        MeetingConsent refusal,
        IReadOnlyList<MeetingConsent> refusals,
        IReadOnlyList<RecordingTrack> tracks,
        IReadOnlyList<ParticipantSession> sessions
    )
    {
        if (Plain(refusal.Name) is not { } name || refusals.Count(other => Plain(other.Name) == name) > 1)
            return [];
        var bearers = tracks
            .Where(track => Plain(track.ParticipantName) == name)
            .Select(track => (Stay: track.ParticipantId, track.UserId))
            .Concat(
                sessions
                    .Where(session => Plain(session.UserName) == name)
                    .Select(session => (Stay: (string?)session.SessionId, session.UserId))
            )
            .ToList();
        var stays = bearers.Select(bearer => bearer.Stay).Distinct(StringComparer.Ordinal).ToList();
        if (stays is not [{ } stay] || bearers.Exists(bearer => bearer.UserId is not null))
            return [];
        return [.. tracks.Where(track => track.ParticipantId == stay)];
    }

    private static string? Plain(string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : name.Trim().Normalize().ToUpperInvariant();
}
