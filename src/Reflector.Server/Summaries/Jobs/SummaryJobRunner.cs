using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Pipelines;
using Reflector.Server.Summaries.Versions;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Jobs;

/// <summary>Writes a summary that somebody asked for, section by section.</summary>
internal sealed class SummaryJobRunner(
    IDbContextFactory<ReflectorDb> databases,
    Summarizers summarizers,
    SummaryHistory history,
    EventLog events,
    TimeProvider clock,
    ILogger<SummaryJobRunner> logger
)
{
    /// <summary>A summary that takes its machine down each time must end some day.</summary>
    private const int MaxAttempts = 20;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(45);

    public async Task ExecuteAsync(string jobId, bool isLastAttempt, CancellationToken cancellationToken)
    {
        if (await BeginAsync(jobId, cancellationToken) is not { } job)
            return;
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (job.Attempts > MaxAttempts)
                throw new StageFailureException($"It was begun {MaxAttempts} times and never finished.");
            var draft = await WriteAsync(job, both.Token);
            await CompleteAsync(job, draft, cancellationToken);
        }
        catch (StageOvertakenException)
        {
            // The transcript was deleted, or another attempt writes it.
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var failure = limit.IsCancellationRequested
                ? new StageFailureException("It took longer than it may. Try another model, or try again later.")
                : exception;
            if (await FailAsync(job, failure, isLastAttempt, cancellationToken))
                throw;
        }
    }

    private async Task<SummaryJob?> BeginAsync(string jobId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var job = await LockAsync(db, jobId, cancellationToken);
        if (job is not { IsOpen: true })
            return null;
        job.State = SummaryJobState.Running;
        job.Attempts++;
        job.Error = null;
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, job, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    private async Task<SummaryJobDraft> WriteAsync(SummaryJob job, CancellationToken cancellationToken)
    {
        SummaryMaterial material;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var transcript =
                await db
                    .Transcripts.AsNoTracking()
                    .FirstOrDefaultAsync(row => row.Id == job.TranscriptId, cancellationToken)
                ?? throw new StageOvertakenException();
            material = await SummaryMaterial.ReadAsync(db, transcript, cancellationToken);
        }
        if (material.Topics.Count == 0)
            throw new StageFailureException("There is no text to summarise.");
        var summarizer = summarizers.For(job.Model);
        var draft =
            job.Draft is { } begun && begun.TopicIds.SequenceEqual(material.TopicIds)
                ? begun
                : new SummaryJobDraft(material.TopicIds);
        foreach (var section in job.Sections)
        {
            if (IsDone(draft, section))
                continue;
            draft =
                section is SummarySection.Summary
                    ? draft with
                    {
                        Summary = await SummarizeAsync(job, summarizer, material, cancellationToken),
                    }
                    : draft with
                    {
                        ActionItems = await summarizer.FindActionItemsAsync(
                            material.Topics,
                            material.Participants,
                            cancellationToken
                        ),
                    };
            await SaveAsync(
                job,
                row =>
                {
                    row.Draft = draft;
                    row.Progress = 100.0 * job.Sections.Count(done => IsDone(draft, done)) / job.Sections.Count;
                },
                cancellationToken
            );
        }
        return draft;
    }

    private async Task<SummaryDraft> SummarizeAsync(
        SummaryJob job,
        ISummarizer summarizer,
        SummaryMaterial material,
        CancellationToken cancellationToken
    )
    {
        await using var progress = new StageProgress(
            (percent, token) => ReportAsync(job, percent / job.Sections.Count, token),
            1,
            cancellationToken
        );
        return await summarizer.SummarizeAsync(
            material.Topics,
            material.Participants,
            job.Style,
            progress,
            cancellationToken
        );
    }

    private static bool IsDone(SummaryJobDraft draft, SummarySection section) =>
        section is SummarySection.Summary ? draft.Summary is not null : draft.ActionItems is not null;

    private async Task CompleteAsync(SummaryJob job, SummaryJobDraft draft, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockTranscriptAsync(job.TranscriptId, cancellationToken);
        var row = await OwnedAsync(db, job, cancellationToken);
        var transcript = await db.Transcripts.SingleAsync(it => it.Id == job.TranscriptId, cancellationToken);
        var topics = await SummaryMaterial.TopicIdsAsync(db, job.TranscriptId, cancellationToken);
        if (!topics.SequenceEqual(draft.TopicIds))
            throw new SummaryException("The text changed while its summary was written.");
        var content = new SummaryContent(
            SummaryOrigin.Regenerated,
            job.UserId,
            summarizers.For(job.Model).Name,
            job.Style,
            draft.Summary is null ? transcript.ShortSummary : draft.Summary.Short,
            draft.Summary is null ? transcript.LongSummary : draft.Summary.Long,
            draft.ActionItems ?? transcript.ActionItems,
            draft.Summary is null ? transcript.SummarySources : draft.Summary.Sources
        );
        // Only the action items are new: the summary stays whose it was.
        if (draft.Summary is null && SummaryHistory.IsWrittenByHand(transcript))
            content = content with { GeneratedBy = null };
        var isOutdated = transcript.SummaryVersion != job.BasedOn && SummaryHistory.IsWrittenByHand(transcript);
        row.Version = isOutdated
            ? await history.AddAsync(db, transcript, content, cancellationToken)
            : await history.ShowAsync(db, transcript, content, cancellationToken);
        row.Note = isOutdated
            ? "Somebody wrote in the summary meanwhile: that stays, and the new one is among its versions."
            : null;
        row.State = SummaryJobState.Done;
        row.Progress = 100;
        row.Draft = null;
        row.FinishedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>Whether it is to be tried again.</returns>
    private async Task<bool> FailAsync(
        SummaryJob job,
        Exception exception,
        bool isLastAttempt,
        CancellationToken cancellationToken
    )
    {
        var (sentence, isPermanent) = StageErrors.Describe(exception);
        var retry = !isPermanent && !isLastAttempt;
        logger.LogWarning(exception, "Summary {Job} failed (attempt {Attempt})", job.Id, job.Attempts);
        try
        {
            await SaveAsync(
                job,
                row =>
                {
                    row.State = retry ? SummaryJobState.Retrying : SummaryJobState.Failed;
                    row.Error = sentence;
                    row.FinishedAt = retry ? null : clock.GetUtcNow();
                },
                cancellationToken
            );
        }
        catch (StageOvertakenException)
        {
            return false;
        }
        return retry;
    }

    private Task ReportAsync(SummaryJob job, double percent, CancellationToken cancellationToken) =>
        SaveAsync(job, row => row.Progress = Math.Max(row.Progress, Math.Round(percent, 1)), cancellationToken);

    /// <summary>Changes the job's row and says so; only for the attempt that owns it.</summary>
    private async Task SaveAsync(SummaryJob job, Action<SummaryJob> change, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await OwnedAsync(db, job, cancellationToken);
        change(row);
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<SummaryJob> OwnedAsync(
        ReflectorDb db,
        SummaryJob job,
        CancellationToken cancellationToken
    ) =>
        await LockAsync(db, job.Id, cancellationToken) is { State: SummaryJobState.Running } row
        && row.Attempts == job.Attempts
            ? row
            : throw new StageOvertakenException();

    private static Task<SummaryJob?> LockAsync(ReflectorDb db, string jobId, CancellationToken cancellationToken) =>
        db
            .SummaryJobs.FromSql($"SELECT * FROM summary_job WHERE id = {jobId} FOR UPDATE")
            .SingleOrDefaultAsync(cancellationToken);

    private Task TellAsync(ReflectorDb db, SummaryJob job, CancellationToken cancellationToken) =>
        events.AppendAsync(
            db,
            EventLog.TranscriptStream(job.TranscriptId),
            TranscriptEvents.Summary,
            new TranscriptSummaryProgress(job.Id, job.State, job.Progress, job.Error, job.Version),
            cancellationToken
        );
}
