using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Events;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines;

/// <summary>Runs stages and moves runs from one stage to the next.</summary>
internal sealed class PipelineRunner(
    IDbContextFactory<ReflectorDb> databases,
    StageSchedule schedule,
    IScheduler scheduler,
    EventLog events,
    Orphans orphans,
    TimeProvider clock,
    ILogger<PipelineRunner> logger
)
{
    // Far above what restarts and lost machines cause: a stage that takes its machine down each time must end some day.
    private const int MaxAttempts = 40;

    public async Task ExecuteAsync(
        string runId,
        string stageName,
        bool isLastAttempt,
        CancellationToken cancellationToken
    )
    {
        if (await BeginAsync(runId, stageName, cancellationToken) is not { } context)
            return;
        using var limit = new CancellationTokenSource(Limit(context, stageName), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (context.Number > MaxAttempts)
                throw new StageFailureException(
                    $"This step was begun {MaxAttempts} times and never finished. The recording may be harmful to the program that reads it."
                );
            var outcome = await schedule.Stage(stageName).RunAsync(context.Stage, both.Token);
            await CompleteAsync(context, outcome, cancellationToken);
        }
        catch (StageOvertakenException)
        {
            await LeaveAsync(context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var failure =
                limit.IsCancellationRequested && exception is OperationCanceledException
                    ? new StageFailureException(
                        "This step took longer than it may. Process the recording again, or check the load of the machine."
                    )
                    : exception;
            if (await FailAsync(context, failure, isLastAttempt, cancellationToken))
                throw;
        }
    }

    private TimeSpan Limit(Attempt attempt, string stageName) =>
        schedule.Stage(stageName).TimeLimit(TimeSpan.FromMilliseconds(attempt.Stage.Transcript.DurationMs));

    /// <returns>Null when there is nothing to do: the stage is finished, or its transcript is gone.</returns>
    private async Task<Attempt?> BeginAsync(string runId, string stageName, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var run = await db.PipelineRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == runId, cancellationToken);
        if (run is null || run.State != RunState.Running)
            return null;
        // The row lock orders starts: each gets an attempt number of its own.
        var stage = await db
            .PipelineStages.FromSql(
                $"SELECT * FROM pipeline_stage WHERE run_id = {runId} AND name = {stageName} FOR UPDATE"
            )
            .SingleAsync(cancellationToken);
        if (stage.State is StageState.Done or StageState.Skipped or StageState.Failed)
            return null;
        stage.State = StageState.Running;
        stage.Attempts++;
        stage.StartedAt ??= clock.GetUtcNow();
        stage.Error = null;
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, run.TranscriptId, stage, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var transcript = await db
            .Transcripts.AsNoTracking()
            .FirstAsync(row => row.Id == run.TranscriptId, cancellationToken);
        var recording = await db
            .Recordings.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == transcript.RecordingId, cancellationToken);
        var context = new StageContext(
            databases,
            events,
            clock,
            stageName,
            runId,
            stage.Attempts,
            transcript,
            recording
        );
        return new(run.TranscriptId, runId, stageName, stage.Attempts, context);
    }

    private async Task CompleteAsync(Attempt attempt, StageOutcome outcome, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var stages = await OwnedStagesAsync(db, attempt, cancellationToken);
        var stage = stages.Single(stage => stage.Name == attempt.StageName);
        stage.State = outcome.Skipped ? StageState.Skipped : StageState.Done;
        stage.Progress = outcome.Skipped ? null : 100;
        stage.Note = outcome.Note;
        stage.Result = outcome.Result is null
            ? null
            : JsonSerializer.Serialize(outcome.Result, outcome.Result.GetType(), ApiJson.Options);
        stage.FinishedAt = clock.GetUtcNow();
        if (outcome.Apply is not null)
            await outcome.Apply(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, attempt.TranscriptId, stage, cancellationToken);
        if (stages.Find(next => next.Position > stage.Position) is { } next)
            await schedule.ScheduleAsync(attempt.RunId, next.Name, cancellationToken);
        else
            await EndRunAsync(db, attempt.RunId, RunState.Done, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>Whether the stage is to be tried again.</returns>
    private async Task<bool> FailAsync(
        Attempt attempt,
        Exception exception,
        bool isLastAttempt,
        CancellationToken cancellationToken
    )
    {
        var (sentence, isPermanent) = StageErrors.Describe(exception);
        var retry = !isPermanent && !isLastAttempt;
        logger.LogWarning(
            exception,
            "Stage {Stage} of run {Run} failed (attempt {Attempt})",
            attempt.StageName,
            attempt.RunId,
            attempt.Number
        );
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        List<PipelineStage> stages;
        try
        {
            stages = await OwnedStagesAsync(db, attempt, cancellationToken);
        }
        catch (StageOvertakenException)
        {
            await LeaveAsync(attempt, cancellationToken);
            return false;
        }
        var stage = stages.Single(stage => stage.Name == attempt.StageName);
        stage.State = retry ? StageState.Retrying : StageState.Failed;
        stage.Error = sentence;
        stage.FinishedAt = retry ? null : clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        if (!retry)
        {
            await EndRunAsync(db, attempt.RunId, RunState.Failed, cancellationToken);
            await db.LockTranscriptAsync(attempt.TranscriptId, cancellationToken);
        }
        await TellAsync(db, attempt.TranscriptId, stage, cancellationToken);
        if (!retry)
            await db.SetStatusAsync(events, attempt.TranscriptId, TranscriptStatus.Error, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return retry;
    }

    /// <summary>Leaves nothing behind that the stage stored after its transcript was deleted.</summary>
    private async Task LeaveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        logger.LogInformation(
            "Stage {Stage} of run {Run} went on elsewhere or was deleted",
            attempt.StageName,
            attempt.RunId
        );
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Transcripts.AnyAsync(row => row.Id == attempt.TranscriptId, cancellationToken))
            await orphans.RequestAsync(db, attempt.TranscriptId, cancellationToken);
    }

    /// <summary>The run's stages in order, locked; only for the attempt that owns its stage.</summary>
    private static async Task<List<PipelineStage>> OwnedStagesAsync(
        ReflectorDb db,
        Attempt attempt,
        CancellationToken cancellationToken
    )
    {
        var stages = await db
            .PipelineStages.FromSql($"SELECT * FROM pipeline_stage WHERE run_id = {attempt.RunId} FOR UPDATE")
            .ToListAsync(cancellationToken);
        var owned = stages.Exists(stage =>
            stage.Name == attempt.StageName && stage.Attempts == attempt.Number && stage.State is StageState.Running
        );
        return owned ? [.. stages.OrderBy(stage => stage.Position)] : throw new StageOvertakenException();
    }

    private Task EndRunAsync(ReflectorDb db, string runId, RunState state, CancellationToken cancellationToken) =>
        db
            .PipelineRuns.Where(run => run.Id == runId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(run => run.State, state).SetProperty(run => run.FinishedAt, clock.GetUtcNow()),
                cancellationToken
            );

    private Task TellAsync(
        ReflectorDb db,
        string transcriptId,
        PipelineStage stage,
        CancellationToken cancellationToken
    ) =>
        events.AppendAsync(
            db,
            EventLog.TranscriptStream(transcriptId),
            TranscriptEvents.Pipeline,
            new TranscriptPipelineProgress(stage.Name, stage.State, stage.Progress, stage.Error),
            cancellationToken
        );

    private sealed record Attempt(string TranscriptId, string RunId, string StageName, int Number, StageContext Stage);
}
