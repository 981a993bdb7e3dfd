using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Jobs;

/// <summary>Has another summary of a transcript written.</summary>
internal sealed class SummaryJobStarter(SummaryJobSchedule schedule, ReflectorSettings settings, TimeProvider clock)
{
    /// <summary>In the transaction that <paramref name="db"/> is in and jobs are enlisted in.</summary>
    /// <exception cref="ApiException">400, 409 or 429: it cannot be written now.</exception>
    public async Task<SummaryJob> StartAsync(
        ReflectorDb db,
        string transcriptId,
        SummaryStyle style,
        string? model,
        IReadOnlyList<SummarySection> sections,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var userId = caller.RequiredUserId;
        // Several requests of one person are counted one after the other.
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended({"summary_job:" + userId}, 0))",
            cancellationToken
        );
        await db.LockTranscriptAsync(transcriptId, cancellationToken);
        var transcript = await db
            .Transcripts.AsNoTracking()
            .SingleAsync(row => row.Id == transcriptId, cancellationToken);
        if (transcript.IsBusy)
            throw ApiException.Conflict("The recording is being processed: its summary comes with it");
        if (!await db.Topics.AnyAsync(topic => topic.TranscriptId == transcriptId, cancellationToken))
            throw ApiException.BadRequest("There is no text to summarise");
        var open = await db
            .SummaryJobs.Where(job => job.FinishedAt == null)
            .Where(job => job.UserId == userId || job.TranscriptId == transcriptId)
            .Select(job => job.TranscriptId)
            .ToListAsync(cancellationToken);
        if (open.Contains(transcriptId))
            throw AlreadyRunning();
        if (open.Count >= settings.SummaryJobs)
            throw new ApiException(
                StatusCodes.Status429TooManyRequests,
                $"{settings.SummaryJobs} summaries are being written for you already: wait until one is done"
            );
        await db.SummaryJobs.Where(job => job.TranscriptId == transcriptId).ExecuteDeleteAsync(cancellationToken);
        var job = new SummaryJob
        {
            Id = Guid.CreateVersion7().ToString(),
            TranscriptId = transcriptId,
            UserId = userId,
            Template = style.Template,
            Prompt = style.Prompt,
            Model = model,
            Sections = sections,
            BasedOn = transcript.SummaryVersion,
            CreatedAt = clock.GetUtcNow(),
        };
        db.SummaryJobs.Add(job);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw AlreadyRunning();
        }
        await schedule.ScheduleAsync(job.Id, cancellationToken);
        return job;
    }

    private static ApiException AlreadyRunning() =>
        ApiException.Conflict("A summary of this transcript is being written already");
}
