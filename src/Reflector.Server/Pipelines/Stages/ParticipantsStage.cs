using Microsoft.EntityFrameworkCore;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>
/// Finds out whose voice is on which track: from the platform, else from who was seen in the meeting, else numbers. Names
/// that a person gave stay.
/// </summary>
internal sealed class ParticipantsStage(VideoPlatformFactory platforms, ILogger<ParticipantsStage> logger) : IStage
{
    public string Name => StageNames.Participants;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var voices = await context.QueryAsync(
            db =>
                db.RecordingTracks.AsNoTracking()
                    .Where(track => track.RecordingId == context.Recording.Id)
                    .OrderBy(track => track.Position)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        voices.RemoveAll(track => !track.IsVoice);
        if (voices.Count == 0)
            throw new StageFailureException("There is no voice among the tracks of this recording.");
        var people = await SeenAsync(context, cancellationToken);
        var (told, isAsked) = await ToldAsync(context, cancellationToken);
        foreach (var person in told)
        {
            var known = people.GetValueOrDefault(person.SessionId);
            people[person.SessionId] = new(
                person.SessionId,
                person.UserId ?? known?.UserId,
                person.UserName ?? known?.UserName
            );
        }
        return new StageOutcome
        {
            Note =
                isAsked || voices.TrueForAll(voice => voice.ParticipantId is { } id && people.ContainsKey(id))
                    ? null
                    : "The platform could not be asked who took part: names may be missing.",
            Apply = (db, token) => ApplyAsync(db, context, people, token),
        };
    }

    /// <summary>Who was seen in the meeting while it went on.</summary>
    private static async Task<Dictionary<string, RecordedParticipant>> SeenAsync(
        StageContext context,
        CancellationToken cancellationToken
    )
    {
        var sessions = await context.QueryAsync(
            db =>
                db.ParticipantSessions.AsNoTracking()
                    .Where(session => session.MeetingId == context.Recording.MeetingId)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        return sessions.ToDictionary(
            session => session.SessionId,
            session => new RecordedParticipant(session.SessionId, session.UserId, session.UserName),
            StringComparer.Ordinal
        );
    }

    private async Task<(IReadOnlyList<RecordedParticipant> People, bool IsAsked)> ToldAsync(
        StageContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Recording is not { Platform: { } name, PlatformRecordingId: { } id })
            return ([], true);
        try
        {
            return platforms.Get(name) is IRecordingParticipants platform
                ? (await platform.GetParticipantsAsync(id, cancellationToken), true)
                : ([], true);
        }
        catch (VideoPlatformException exception)
        {
            // Names are worth a few attempts, which the platform's client makes, but not the transcript.
            logger.LogWarning(exception, "{Platform} could not be asked who is in recording {Recording}", name, id);
            return ([], false);
        }
    }

    private static async Task ApplyAsync(
        Database.ReflectorDb db,
        StageContext context,
        Dictionary<string, RecordedParticipant> people,
        CancellationToken cancellationToken
    )
    {
        await db.LockTranscriptAsync(context.Transcript.Id, cancellationToken);
        var transcript = await db.Transcripts.FirstAsync(row => row.Id == context.Transcript.Id, cancellationToken);
        var tracks = await db
            .RecordingTracks.Where(track => track.RecordingId == context.Recording.Id)
            .OrderBy(track => track.Position)
            .ToListAsync(cancellationToken);
        var voices = tracks.Where(track => track.IsVoice).ToList();
        var users = people.Values.Select(person => person.UserId).ToList();
        var ours = await db
            .Users.Where(user => users.Contains(user.Id))
            .Select(user => user.Id)
            .ToListAsync(cancellationToken);

        var left = transcript.Participants.ToList();
        var participants = new List<Participant>();
        foreach (var voice in voices)
        {
            var person = voice.ParticipantId is { } session ? people.GetValueOrDefault(session) : null;
            var id = IdOf(voice, voices);
            var before = left.Find(participant => participant.Id == id);
            left.Remove(before!);
            // A name other than the one that we gave was given by a person.
            var isRenamed = before is not null && before.Name != NameOf(voice);
            voice.ParticipantName = person?.UserName ?? voice.ParticipantName;
            voice.UserId = person?.UserId is { } user && ours.Contains(user) ? user : voice.UserId;
            participants.Add(
                new(id, voice.Position, isRenamed ? before!.Name : NameOf(voice), voice.UserId ?? before?.UserId)
            );
        }
        // Whoever was added by hand stays, but a voice has one name.
        participants.AddRange(
            left.Select(other =>
                participants.Exists(voice => voice.Speaker == other.Speaker) ? other with { Speaker = null } : other
            )
        );
        transcript.Participants = participants;
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string NameOf(RecordingTrack voice) =>
        string.IsNullOrWhiteSpace(voice.ParticipantName) ? $"Speaker {voice.Position}" : voice.ParticipantName;

    /// <summary>The same in every run: the stay's id, and for a further track of one stay its place, too.</summary>
    private static string IdOf(RecordingTrack voice, List<RecordingTrack> voices) =>
        voice.ParticipantId is not { } session ? $"track-{voice.Position}"
        : voices.Find(other => other.ParticipantId == session) == voice ? session
        : $"{session}-{voice.Position}";
}
