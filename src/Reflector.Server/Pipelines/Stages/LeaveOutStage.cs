using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Recordings;
using Reflector.Server.Rooms;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>
/// Takes the tracks of those who refused out, before anybody's words or voice are made anything of, where the room keeps
/// the others.
/// </summary>
internal sealed class LeaveOutStage(DeletionLedger ledger, AuditLog audit, TimeProvider clock) : IStage
{
    public string Name => StageNames.LeaveOut;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        if (context.Recording is not { Kind: RecordingKind.Tracks, MeetingId: { } meetingId } recording)
            return StageOutcome.Skip("Not recorded in a meeting: nobody was asked for consent.");
        var policy = await context.QueryAsync(
            db =>
                db.Meetings.Where(meeting => meeting.Id == meetingId)
                    .Select(meeting => meeting.ConsentPolicy)
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        if (policy is not ConsentPolicy.LeaveOut)
            return StageOutcome.Skip("The room leaves nobody out: a refusal deletes all audio, after this.");
        var leaveOut = await context.QueryAsync(
            db => FindAsync(db, meetingId, recording.Id, cancellationToken),
            cancellationToken
        );
        return new StageOutcome
        {
            Note = Note(leaveOut),
            Apply = (db, token) => ApplyAsync(db, context, recording, meetingId, token),
        };
    }

    private async Task ApplyAsync(
        ReflectorDb db,
        StageContext context,
        Recording recording,
        string meetingId,
        CancellationToken cancellationToken
    )
    {
        // An answer comes before this, or too late for it and then costs all audio.
        await db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM meeting WHERE id = {meetingId} FOR UPDATE",
            cancellationToken
        );
        var leaveOut = await FindAsync(db, meetingId, recording.Id, cancellationToken);
        var left = leaveOut.Tracks.Where(track => track.RemovedAt is null).ToList();
        if (left.Count == 0)
            return;
        var positions = left.Select(track => track.Position).ToList();
        await db
            .RecordingTracks.Where(track => track.RecordingId == recording.Id && positions.Contains(track.Position))
            .ExecuteUpdateAsync(set => set.SetProperty(track => track.RemovedAt, clock.GetUtcNow()), cancellationToken);
        var cause = new DeletionCause(
            DeletionReason.LeftOut,
            null,
            context.Transcript.Id,
            recording.Id,
            meetingId,
            context.Transcript.UserId
        );
        audit.Add(db, AuditAction.TrackLeftOut, recording.Id, cause);
        var store = DoomedObject.StoreOf(recording.Store);
        await ledger.RequestAsync(
            db,
            left.Select(track => new DoomedObject(store, track.ObjectKey)),
            cause,
            cancellationToken
        );
    }

    private static async Task<LeaveOut> FindAsync(
        ReflectorDb db,
        string meetingId,
        string recordingId,
        CancellationToken cancellationToken
    ) =>
        await LeaveOut.OfAsync(
            db,
            meetingId,
            recordingId,
            await ConsentEnforcement.RefusalsAsync(db, meetingId, cancellationToken),
            cancellationToken
        );

    private static string? Note(LeaveOut leaveOut) =>
        leaveOut switch
        {
            { Unknown: > 0 } =>
                "Not everybody who refused could be told among the tracks for certain: all audio of the meeting is deleted when the transcript is made.",
            { Tracks.Count: > 0 } => "Whoever refused is left out.",
            _ => null,
        };
}
