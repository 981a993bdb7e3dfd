using Reflector.Server.Summaries.Jobs;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Summaries.Versions;

namespace Reflector.Server.Summaries;

/// <param name="LanguageModel">Whether a language model writes; else sentences are picked from the text.</param>
/// <param name="Models">That may be chosen, the first one by default.</param>
/// <param name="LongestPrompt">Characters.</param>
internal sealed record SummaryOptions(
    bool LanguageModel,
    IReadOnlyList<string> Models,
    IReadOnlyList<SummaryTemplateView> Templates,
    int LongestPrompt
);

/// <param name="Description">What a reader gets.</param>
/// <param name="ExtractiveNote">What of it there is without a language model.</param>
internal sealed record SummaryTemplateView(string Name, string Title, string Description, string ExtractiveNote);

/// <summary>Which summary is to be written.</summary>
/// <param name="Template">Name of a template, or <c>own</c>; null as the room of the meeting wishes it.</param>
/// <param name="Prompt">What it should look like; with it the template is <c>own</c>.</param>
/// <param name="Model">One of those that may be chosen; null for the one by default.</param>
/// <param name="Sections">What is to be written anew; null for everything.</param>
internal sealed record CreateSummary(
    string? Template = null,
    string? Prompt = null,
    string? Model = null,
    IReadOnlyList<SummarySection>? Sections = null
);

/// <param name="Current">Number of the version that is shown.</param>
/// <param name="Versions">The latest first.</param>
/// <param name="Job">The latest request for another one.</param>
internal sealed record SummaryVersionList(
    int? Current,
    IReadOnlyList<SummaryVersionView> Versions,
    SummaryJobView? Job
);

/// <param name="CreatedBy">Name of who asked for or wrote it; null for what came with the recording.</param>
/// <param name="GeneratedBy"><c>extractive</c> or <c>llm:MODEL</c>; null for what a person wrote.</param>
internal record SummaryVersionView(
    int Number,
    SummaryOrigin Origin,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    string? GeneratedBy,
    string? Template,
    string? Prompt
);

internal sealed record SummaryVersionDetails : SummaryVersionView
{
    public SummaryVersionDetails(SummaryVersionView version)
        : base(version) { }

    public string? ShortSummary { get; init; }
    public string? LongSummary { get; init; }
    public ActionItems? ActionItems { get; init; }
    public IReadOnlyList<SummarySource>? Sources { get; init; }
}

/// <param name="Progress">0..100.</param>
/// <param name="Error">What went wrong, as a sentence.</param>
/// <param name="Note">What is to be known of the result.</param>
/// <param name="Version">Number of the version that came out of it.</param>
internal sealed record SummaryJobView(
    string Id,
    SummaryJobState State,
    double Progress,
    string Template,
    string? Model,
    IReadOnlyList<SummarySection> Sections,
    string? Error,
    string? Note,
    int? Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt
);

internal static class SummaryMapping
{
    public static SummaryTemplateView ToView(this SummaryTemplate template) =>
        new(template.Name, template.Title, template.Description, template.ExtractiveNote);

    public static SummaryJobView ToView(this SummaryJob job) =>
        new(
            job.Id,
            job.State,
            job.Progress,
            job.Template,
            job.Model,
            job.Sections,
            job.Error,
            job.Note,
            job.Version,
            job.CreatedAt,
            job.FinishedAt
        );

    public static SummaryVersionDetails ToDetails(this SummaryVersion version, string? author) =>
        new(
            new SummaryVersionView(
                version.Number,
                version.Origin,
                version.CreatedAt,
                author,
                version.GeneratedBy,
                version.Template,
                version.Prompt
            )
        )
        {
            ShortSummary = version.ShortSummary,
            LongSummary = version.LongSummary,
            ActionItems = version.ActionItems,
            Sources = version.Sources,
        };
}
