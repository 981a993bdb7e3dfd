using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Pipelines.Stages;
using Reflector.Server.Summaries.Jobs;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Summaries.Versions;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries;

internal static class SummaryEndpoints
{
    private const int ModelLimit = 200;

    public static IEndpointRouteBuilder MapSummaries(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/summary-options", Options)
            .WithName("v1_summary_options")
            .WithSummary("Templates and models that a summary can be written with")
            .WithTags("summaries")
            .RequireCallerUnlessPublic();
        var summaries = routes.MapGroup("/v1/transcripts/{transcript_id}/summaries").WithTags("summaries");
        summaries
            .MapGet("/", ListAsync)
            .WithName("v1_transcript_get_summaries")
            .WithSummary("Versions of the summary, the latest first, and what is being written")
            .RequireCaller();
        summaries
            .MapPost("/", CreateAsync)
            .WithName("v1_transcript_create_summary")
            .WithSummary("Have the summary written anew; the old one is kept")
            .RequireCaller();
        summaries
            .MapGet("/{number:int}", GetAsync)
            .WithName("v1_transcript_get_summary")
            .WithSummary("One version of the summary")
            .RequireCaller();
        summaries
            .MapPost("/{number:int}/restore", RestoreAsync)
            .WithName("v1_transcript_restore_summary")
            .WithSummary("Show an earlier version again")
            .RequireCaller();
        return routes;
    }

    private static SummaryOptions Options(Summarizers summarizers) =>
        new(
            summarizers.Models.Count > 0,
            summarizers.Models,
            [.. SummaryTemplates.All.Select(template => template.ToView())],
            SummaryTemplates.LongestPrompt
        );

    private static async Task<SummaryVersionList> ListAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Transcripts.AsNoTracking().ChangeableAsync(transcript_id, caller, cancellationToken);
        // First of all: what a job that is done has changed is seen by what is read after it.
        var job = await db
            .SummaryJobs.AsNoTracking()
            .Where(job => job.TranscriptId == transcript_id)
            .OrderByDescending(job => job.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var current = await db
            .Transcripts.Where(transcript => transcript.Id == transcript_id)
            .Select(transcript => transcript.SummaryVersion)
            .FirstOrDefaultAsync(cancellationToken);
        var versions = await db
            .SummaryVersions.Where(version => version.TranscriptId == transcript_id)
            .OrderByDescending(version => version.Number)
            .Select(version => new SummaryVersionView(
                version.Number,
                version.Origin,
                version.CreatedAt,
                db.Users.Where(user => user.Id == version.CreatedBy).Select(user => user.Name).FirstOrDefault(),
                version.GeneratedBy,
                version.Template,
                version.Prompt
            ))
            .ToListAsync(cancellationToken);
        return new(current, versions, job?.ToView());
    }

    private static async Task<SummaryJobView> CreateAsync(
        string transcript_id,
        CreateSummary request,
        ReflectorDb db,
        Summarizers summarizers,
        SummaryJobStarter starter,
        IScheduler scheduler,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        var transcript = await db.Transcripts.AsNoTracking().ChangeableAsync(transcript_id, caller, cancellationToken);
        var style = await StyleAsync(db, transcript, request, cancellationToken);
        CheckModel(request.Model, summarizers);
        var sections = request.Sections?.Distinct().ToList() ?? [.. Enum.GetValues<SummarySection>()];
        if (sections.Count == 0)
            throw new ApiValidationException("value_error", ["body", "sections"], "Name at least one section");
        var job = await starter.StartAsync(
            db,
            transcript_id,
            style,
            request.Model,
            sections,
            caller,
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return job.ToView();
    }

    private static async Task<SummaryVersionDetails> GetAsync(
        string transcript_id,
        int number,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Transcripts.AsNoTracking().ChangeableAsync(transcript_id, caller, cancellationToken);
        var version = await FindAsync(db, transcript_id, number, cancellationToken);
        return version.ToDetails(await AuthorAsync(db, version, cancellationToken));
    }

    private static async Task<SummaryVersionDetails> RestoreAsync(
        string transcript_id,
        int number,
        ReflectorDb db,
        SummaryHistory history,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockTranscriptAsync(transcript_id, cancellationToken);
        var transcript = await db.Transcripts.ChangeableAsync(transcript_id, caller, cancellationToken);
        var version = await FindAsync(db, transcript_id, number, cancellationToken);
        if (transcript.SummaryVersion != number)
        {
            number = await history.ShowAsync(
                db,
                transcript,
                new(
                    SummaryOrigin.Restored,
                    caller.UserId,
                    version.GeneratedBy,
                    version.Template is null ? null : new(version.Template, version.Prompt),
                    version.ShortSummary,
                    version.LongSummary,
                    version.ActionItems,
                    version.Sources
                ),
                cancellationToken
            );
            version = await FindAsync(db, transcript_id, number, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return version.ToDetails(await AuthorAsync(db, version, cancellationToken));
    }

    private static async Task<SummaryStyle> StyleAsync(
        ReflectorDb db,
        Transcript transcript,
        CreateSummary request,
        CancellationToken cancellationToken
    )
    {
        var prompt = string.IsNullOrWhiteSpace(request.Prompt) ? null : request.Prompt.Trim();
        var template = request.Template ?? (prompt is null ? null : SummaryTemplates.Own);
        SummaryStyleRules.Check("template", template, "prompt", prompt);
        return template is null
            ? await RoomSummaries.StyleAsync(db, transcript, cancellationToken)
            : SummaryStyle.Of(template, prompt);
    }

    private static void CheckModel(string? model, Summarizers summarizers)
    {
        TextRules.Check("model", model, ModelLimit);
        if (model is not null && !summarizers.Models.Contains(model))
            throw new ApiValidationException(
                "enum",
                ["body", "model"],
                summarizers.Models.Count == 0
                    ? "There is no language model to choose from"
                    : $"Input should be one of: {string.Join(", ", summarizers.Models)}"
            );
    }

    private static async Task<SummaryVersion> FindAsync(
        ReflectorDb db,
        string transcriptId,
        int number,
        CancellationToken cancellationToken
    ) =>
        await db
            .SummaryVersions.AsNoTracking()
            .FirstOrDefaultAsync(
                version => version.TranscriptId == transcriptId && version.Number == number,
                cancellationToken
            )
        ?? throw ApiException.NotFound("There is no such version of the summary");

    private static Task<string?> AuthorAsync(
        ReflectorDb db,
        SummaryVersion version,
        CancellationToken cancellationToken
    ) =>
        db
            .Users.Where(user => user.Id == version.CreatedBy)
            .Select(user => user.Name)
            .FirstOrDefaultAsync(cancellationToken);
}
