using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Jobs;
using Reflector.Server.Meetings;
using Reflector.Server.Pipelines;
using Reflector.Server.Rooms;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Recordings.Intake;

/// <summary>
/// The one way in for what platforms recorded. Told of a recording any number of times, by whomever and at once, there is
/// one row of it, one transcript and one run; and none, when it was here once and was deleted.
/// </summary>
internal sealed partial class RecordingIntake(
    IDbContextFactory<ReflectorDb> databases,
    IScheduler scheduler,
    PipelineStarter starter,
    ReflectorSettings settings,
    TimeProvider clock,
    ILogger<RecordingIntake> logger
)
{
    /// <param name="told">The recording.</param>
    /// <param name="sizes">Bytes of each of its objects that is there, by key.</param>
    /// <param name="cancellationToken">Ends it, with nothing done.</param>
    /// <returns>Our id of it; null when it was taken in before.</returns>
    public async Task<string?> TakeInAsync(
        PlatformRecording told,
        IReadOnlyDictionary<string, long> sizes,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var id = await IsNewAsync(db, told, cancellationToken)
            ? await AddAsync(db, told, sizes, cancellationToken)
            : null;
        await db
            .RecordingArrivals.Where(arrival =>
                arrival.Platform == told.Platform && arrival.PlatformRecordingId == told.Id
            )
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (id is not null)
            LogTakenIn(told.Platform, told.Id, id);
        return id;
    }

    /// <summary>Says whose meeting a recording is of, that had none.</summary>
    /// <returns>False when it has one already, or is gone.</returns>
    public async Task<bool> AttachAsync(string recordingId, Meeting meeting, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var matched = await db
            .Recordings.Where(recording =>
                recording.Id == recordingId && recording.Platform != null && recording.MeetingId == null
            )
            .ExecuteUpdateAsync(
                row => row.SetProperty(recording => recording.MeetingId, meeting.Id),
                cancellationToken
            );
        if (matched == 0)
            return false;
        var recording = await db.Recordings.SingleAsync(recording => recording.Id == recordingId, cancellationToken);
        var hasVoices =
            recording.Kind is RecordingKind.File
            || await db.RecordingTracks.AnyAsync(
                track => track.RecordingId == recordingId && track.Kind == TrackKind.CamAudio,
                cancellationToken
            );
        if (hasVoices && meeting.RoomId is { } roomId)
            await TranscribeAsync(db, recording, roomId, Guid.CreateVersion7().ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogMatched(recordingId, meeting.Id);
        return true;
    }

    /// <summary>Looks again for the meetings of recordings that have none.</summary>
    public async Task MatchWaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var (recordingId, meetingId) in await MeetingMatch.WaitingAsync(db, cancellationToken))
        {
            var meeting = await db
                .Meetings.AsNoTracking()
                .FirstOrDefaultAsync(meeting => meeting.Id == meetingId, cancellationToken);
            if (meeting is not null)
                await AttachAsync(recordingId, meeting, cancellationToken);
        }
    }

    /// <summary>Whoever writes the row first takes the recording in; whoever comes at the same time waits for the commit.</summary>
    private async Task<bool> IsNewAsync(ReflectorDb db, PlatformRecording told, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var written = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_recording (platform, platform_recording_id, taken_in_at)
            VALUES ({told.Platform}, {told.Id}, {now}) ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        if (written == 0)
            return false;
        // The same object under another id.
        return told.Kind is RecordingKind.Tracks
            || !await db.Recordings.AnyAsync(
                recording =>
                    recording.Store == told.Store
                    && recording.ObjectKey == told.ObjectKey
                    && recording.Kind != RecordingKind.Tracks,
                cancellationToken
            );
    }

    private async Task<string> AddAsync(
        ReflectorDb db,
        PlatformRecording told,
        IReadOnlyDictionary<string, long> sizes,
        CancellationToken cancellationToken
    )
    {
        var meeting = told.RoomId is null ? await MeetingMatch.FindAsync(db, told, cancellationToken) : null;
        var recording = new Recording
        {
            Id = Guid.CreateVersion7().ToString(),
            Store = told.Store,
            Kind = told.Kind,
            ObjectKey = told.ObjectKey,
            FileName = RecordingName.Clean(told.FileName),
            SizeBytes = sizes.Values.Sum(),
            Platform = told.RoomId is null ? told.Platform : null,
            PlatformRecordingId = told.RoomId is null ? told.Id : null,
            PlatformRoomName = told.RoomName,
            DurationSeconds = told.DurationSeconds,
            MeetingId = meeting?.Id,
            RecordedAt = told.RecordedAt.ToUniversalTime(),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Recordings.Add(recording);
        await db.SaveChangesAsync(cancellationToken);
        db.RecordingTracks.AddRange(
            (told.Tracks ?? []).Select(
                (track, position) =>
                    new RecordingTrack
                    {
                        RecordingId = recording.Id,
                        Position = position,
                        ObjectKey = track.ObjectKey,
                        Kind = track.Kind,
                        ParticipantId = track.ParticipantId,
                        OffsetSeconds = track.OffsetSeconds,
                        SizeBytes = sizes.GetValueOrDefault(track.ObjectKey),
                        Error = sizes.ContainsKey(track.ObjectKey)
                            ? null
                            : "The platform's bucket does not have this track.",
                    }
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        if ((told.RoomId ?? meeting?.RoomId) is { } roomId && told.HasVoices)
            await TranscribeAsync(
                db,
                recording,
                roomId,
                told.RoomId is null ? Guid.CreateVersion7().ToString() : told.Id,
                cancellationToken
            );
        return recording.Id;
    }

    private async Task TranscribeAsync(
        ReflectorDb db,
        Recording recording,
        string roomId,
        string transcriptId,
        CancellationToken cancellationToken
    )
    {
        var room = await db.Rooms.AsNoTracking().FirstOrDefaultAsync(room => room.Id == roomId, cancellationToken);
        // Deleted just now: a transcript of nobody's would be everybody's.
        if (room is null)
            return;
        var transcript = new Transcript
        {
            Id = transcriptId,
            UserId = room.UserId,
            Name = string.Create(
                CultureInfo.InvariantCulture,
                $"{room.Name}, {recording.RecordedAt:yyyy-MM-dd HH:mm} UTC"
            ),
            Status = TranscriptStatus.Uploaded,
            SourceKind = SourceKind.Room,
            SourceLanguage = "en",
            TargetLanguage = "en",
            ShareMode = ShareModeIn(room),
            MeetingId = recording.MeetingId,
            RoomId = room.Id,
            RecordingId = recording.Id,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync(cancellationToken);
        // Last, since it takes the job store's lock.
        await starter.StartAsync(db, transcript, cancellationToken);
    }

    private ShareMode ShareModeIn(Room room) =>
        settings.RoomTranscriptShareMode switch
        {
            "public" => ShareMode.Public,
            "semi-private" => ShareMode.SemiPrivate,
            "private" => ShareMode.Private,
            _ => room.IsShared ? ShareMode.SemiPrivate : ShareMode.Private,
        };

    [LoggerMessage(3401, LogLevel.Information, "Took in {Platform} recording {PlatformRecording} as {Recording}")]
    private partial void LogTakenIn(string platform, string platformRecording, string recording);

    [LoggerMessage(3402, LogLevel.Information, "Recording {Recording} is of meeting {Meeting}")]
    private partial void LogMatched(string recording, string meeting);
}
