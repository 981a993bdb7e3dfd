using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines;

/// <summary>Begins the processing of a transcript.</summary>
internal sealed class PipelineStarter(StageSchedule schedule, EventLog events, TimeProvider clock)
{
    /// <summary>
    /// Processes the transcript's recording, in the transaction that <paramref name="db"/> is in and jobs are enlisted in. A failed run goes on
    /// with the stage that failed; else a new one begins. Text of an earlier run stays until the new one is whole.
    /// </summary>
    /// <exception cref="ApiException">400 when it is being processed already.</exception>
    public async Task StartAsync(ReflectorDb db, Transcript transcript, CancellationToken cancellationToken)
    {
        // Deciding that the audio goes locks the transcript, too: one of the two comes first.
        await db.LockTranscriptAsync(transcript.Id, cancellationToken);
        if (
            await db.Transcripts.AnyAsync(
                row => row.Id == transcript.Id && row.AudioDeletionRequestedAt != null,
                cancellationToken
            )
        )
            throw ApiException.BadRequest("The audio of this transcript was deleted: it cannot be processed again");
        var last = await db
            .PipelineRuns.Where(run => run.TranscriptId == transcript.Id)
            .OrderByDescending(run => run.CreatedAt)
            .ThenByDescending(run => run.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is { State: RunState.Running })
            throw AlreadyRunning();
        try
        {
            if (last is { State: RunState.Failed })
                await ResumeAsync(db, last, cancellationToken);
            else
                await BeginAsync(db, transcript, last, cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw AlreadyRunning();
        }
        await db.SetStatusAsync(events, transcript.Id, TranscriptStatus.Processing, cancellationToken);
    }

    private static ApiException AlreadyRunning() => ApiException.BadRequest("already running");

    private async Task BeginAsync(
        ReflectorDb db,
        Transcript transcript,
        PipelineRun? last,
        CancellationToken cancellationToken
    )
    {
        var kind = await db
            .Recordings.Where(recording => recording.Id == transcript.RecordingId)
            .Select(recording => (RecordingKind?)recording.Kind)
            .FirstOrDefaultAsync(cancellationToken);
        if (kind is RecordingKind.Video)
            throw ApiException.BadRequest("A composed video is not transcribed");
        var run = new PipelineRun
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = transcript.Id,
            Shape = kind is RecordingKind.Tracks ? PipelineShapes.Tracks : PipelineShapes.File,
            State = RunState.Running,
            CreatedAt = clock.GetUtcNow(),
        };
        db.PipelineRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        var stages = PipelineShapes.Stages(run.Shape);
        db.PipelineStages.AddRange(
            stages.Select(
                (name, position) =>
                    new PipelineStage
                    {
                        RunId = run.Id,
                        Name = name,
                        Position = position,
                    }
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        if (last is not null)
            await TakeOverAsync(db, last.Id, run.Id, cancellationToken);
        await schedule.ScheduleAsync(run.Id, stages[0], cancellationToken);
    }

    /// <summary>What the last run keeps for when its missing tracks are tried again: only those are recognised anew.</summary>
    private static async Task TakeOverAsync(ReflectorDb db, string from, string to, CancellationToken cancellationToken)
    {
        await db
            .TranscribedSegments.Where(segment => segment.RunId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(segment => segment.RunId, to), cancellationToken);
        await db
            .TranscribedTracks.Where(track => track.RunId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(track => track.RunId, to), cancellationToken);
    }

    private async Task ResumeAsync(ReflectorDb db, PipelineRun run, CancellationToken cancellationToken)
    {
        // Of several who ask at once one begins.
        var begun = await db
            .PipelineRuns.Where(row => row.Id == run.Id && row.State == RunState.Failed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, RunState.Running)
                        .SetProperty(row => row.FinishedAt, (DateTimeOffset?)null),
                cancellationToken
            );
        if (begun == 0)
            throw AlreadyRunning();
        var stage = await db
            .PipelineStages.Where(stage => stage.RunId == run.Id && stage.State == StageState.Failed)
            .OrderBy(stage => stage.Position)
            .FirstAsync(cancellationToken);
        stage.State = StageState.Waiting;
        stage.Error = null;
        stage.FinishedAt = null;
        await db.SaveChangesAsync(cancellationToken);
        await schedule.ScheduleAsync(run.Id, stage.Name, cancellationToken);
    }
}
