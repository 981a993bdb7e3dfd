using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines;

/// <summary>What a running stage knows and may say.</summary>
internal sealed class StageContext(
    IDbContextFactory<ReflectorDb> databases,
    EventLog events,
    TimeProvider clock,
    string stageName,
    string runId,
    int attempt,
    Transcript transcript,
    Recording? recording
)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private long _lastReport;
    private double _lastProgress = -1;

    public string RunId => runId;

    /// <summary>The transcript as it was when the stage began.</summary>
    public Transcript Transcript => transcript;

    public Recording Recording =>
        recording
        ?? throw new StageFailureException("The recording of this transcript no longer exists: upload it again.");

    /// <summary>The result of an earlier stage of this run.</summary>
    public async Task<T> ResultAsync<T>(string name, CancellationToken cancellationToken)
        where T : class =>
        await FindResultAsync<T>(name, cancellationToken)
        ?? throw new InvalidOperationException($"Stage {name} left no result");

    /// <summary>Null when the stage was skipped, or there is none of that name in this run.</summary>
    public async Task<T?> FindResultAsync<T>(string name, CancellationToken cancellationToken)
        where T : class
    {
        var json = await QueryAsync(
            db =>
                db.PipelineStages.Where(stage => stage.RunId == runId && stage.Name == name)
                    .Select(stage => stage.Result)
                    .SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        return json is null ? null : JsonSerializer.Deserialize<T>(json, ApiJson.Options);
    }

    /// <summary>Tells people how far the stage is. Called often, it says little.</summary>
    /// <exception cref="StageOvertakenException">This attempt no longer owns the stage.</exception>
    public async Task ReportAsync(double percent, CancellationToken cancellationToken)
    {
        var progress = Math.Round(Math.Clamp(percent, 0, 100), 1);
        var soon = _lastReport != 0 && clock.GetElapsedTime(_lastReport) < ReportEvery;
        if (Math.Abs(progress - _lastProgress) < 0.1 || (soon && progress < 100))
            return;
        _lastReport = clock.GetTimestamp();
        _lastProgress = progress;
        await SaveAsync(
            async db =>
            {
                await db
                    .PipelineStages.Where(stage => stage.RunId == runId && stage.Name == stageName)
                    .ExecuteUpdateAsync(set => set.SetProperty(stage => stage.Progress, progress), cancellationToken);
                await TellAsync(
                    db,
                    TranscriptEvents.Pipeline,
                    new TranscriptPipelineProgress(stageName, StageState.Running, progress, null),
                    cancellationToken
                );
            },
            cancellationToken
        );
    }

    /// <summary>Writes something before the stage is done, in one transaction.</summary>
    /// <exception cref="StageOvertakenException">This attempt no longer owns the stage; nothing was written.</exception>
    public async Task SaveAsync(Func<ReflectorDb, Task> write, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var owned = await db
            .PipelineStages.FromSql(
                $"SELECT * FROM pipeline_stage WHERE run_id = {runId} AND name = {stageName} FOR UPDATE"
            )
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (owned is not { State: StageState.Running } || owned.Attempts != attempt)
            throw new StageOvertakenException();
        await write(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Appends an event of the transcript.</summary>
    public Task TellAsync(ReflectorDb db, string name, object data, CancellationToken cancellationToken) =>
        events.AppendAsync(db, EventLog.TranscriptStream(transcript.Id), name, data, cancellationToken);

    /// <summary>Reads rows of this run or transcript.</summary>
    public async Task<T> QueryAsync<T>(Func<ReflectorDb, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await query(db);
    }
}

/// <summary>The transcript was deleted, or another attempt took the stage over: this one ends without a trace.</summary>
internal sealed class StageOvertakenException() : Exception("Another attempt owns this stage");
