namespace Reflector.Server.Summaries.Templates;

/// <summary>A shape that summaries can have.</summary>
/// <param name="Name">As rooms and requests name it.</param>
/// <param name="Title">For people.</param>
/// <param name="Description">A sentence: what a reader gets.</param>
/// <param name="ExtractiveNote">A sentence: what of it there is without a language model.</param>
/// <param name="Instructions">For a language model.</param>
internal sealed record SummaryTemplate(
    string Name,
    string Title,
    string Description,
    string ExtractiveNote,
    string Instructions
);

/// <summary>The shapes to choose from; <see cref="Own"/> stands for a person's own prompt.</summary>
internal static class SummaryTemplates
{
    public const string General = "general";
    public const string Decisions = "decisions";
    public const string Interview = "interview";
    public const string Standup = "standup";
    public const string Lecture = "lecture";
    public const string Own = "own";

    /// <summary>Characters of a person's own prompt.</summary>
    public const int LongestPrompt = 4_000;

    public static IReadOnlyList<SummaryTemplate> All { get; } =
    [
        new(
            General,
            "General",
            "A short recap, then a paragraph on each subject.",
            "The most telling sentences of each topic.",
            ""
        ),
        new(
            Decisions,
            "Decisions and actions",
            "What was decided and why, who does what by when, and what stayed open.",
            "Sentences that sound like decisions and promises, then one sentence of each topic.",
            "Use these sections, and leave out those that would be empty: `Decisions` (each with its reason and who made it), "
                + "`Next steps` (each with who and by when), `Open questions` (what was raised and not settled), `Background` (at "
                + "most five points that are needed to understand the others)."
        ),
        new(
            Interview,
            "Interview",
            "The questions that were asked and what was answered.",
            "Questions as they were asked, each with the most telling sentence of the answer.",
            "It is an interview. Make one section for each question or group of questions that belong together, in the order in "
                + "which they were asked, named after what was asked. Its points are what was answered: facts, examples, opinions and "
                + "reservations, close to the wording. Judge nobody."
        ),
        new(
            Standup,
            "Stand-up",
            "For each person what is done, what comes next and what is in the way.",
            "The most telling sentences of each voice.",
            "It is a short team meeting. Make one section for each person who reports, named after the person, or after the "
                + "number of the voice where the name is unknown. Its points say what is done, what comes next and what is in the "
                + "way, beginning with `Done:`, `Next:` or `Blocked:`. A last section `Team` holds what concerns all."
        ),
        new(
            Lecture,
            "Lecture",
            "An outline with the explanations, examples and terms.",
            "More sentences of each topic than the general summary has.",
            "It is a talk or a lesson. Make one section for each part, in order, named after what it teaches. Its points are "
                + "the explanations, definitions, figures and examples, so that somebody can learn from them. A last section "
                + "`Questions` holds what listeners asked and what was answered, if anything."
        ),
    ];

    /// <summary>Null for one that does not exist.</summary>
    public static SummaryTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);
}

/// <summary>What a summary should look like.</summary>
/// <param name="Template">A name of <see cref="SummaryTemplates"/>.</param>
/// <param name="Prompt">What a person wishes; only with <see cref="SummaryTemplates.Own"/>.</param>
internal sealed record SummaryStyle(string Template, string? Prompt = null)
{
    public static SummaryStyle General { get; } = new(SummaryTemplates.General);

    /// <summary>As chosen; null stands for the general summary.</summary>
    public static SummaryStyle Of(string? template, string? prompt) =>
        template switch
        {
            null => General,
            SummaryTemplates.Own => new(template, prompt),
            _ => new(template),
        };

    /// <summary>Empty for the general summary.</summary>
    public string Wishes =>
        Template == SummaryTemplates.Own ? Prompt ?? "" : SummaryTemplates.Find(Template)?.Instructions ?? "";
}
