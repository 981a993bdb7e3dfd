namespace Reflector.Server.Summaries.Llm;

internal sealed record TopicAnswer(string? Title, string? Summary, IReadOnlyList<string?>? Quotes = null);

internal sealed record TitleAnswer(string? Title);

internal sealed record SubjectsAnswer(IReadOnlyList<string?>? Subjects);

internal sealed record SubjectAnswer(string? Detail, string? Paragraph, IReadOnlyList<string?>? Quotes = null);

internal sealed record ReportAnswer(string? Recap, IReadOnlyList<SectionAnswer?>? Sections);

internal sealed record SectionAnswer(string? Heading, IReadOnlyList<PointAnswer?>? Points);

internal sealed record PointAnswer(string? Point, IReadOnlyList<string?>? Quotes);

internal sealed record RecapAnswer(string? Recap);

internal sealed record ActionItemsAnswer(
    IReadOnlyList<DecisionAnswer?>? Decisions,
    IReadOnlyList<NextStepAnswer?>? NextSteps
);

internal sealed record DecisionAnswer(
    string? Decision,
    string? Rationale,
    string? DecidedBy,
    IReadOnlyList<string?>? Quotes
);

internal sealed record NextStepAnswer(
    string? Task,
    string? AssignedTo,
    string? Deadline,
    string? Context,
    IReadOnlyList<string?>? Quotes
);

/// <summary>Bounds on what a model may put into a transcript, whatever it answers.</summary>
internal static class AnswerBounds
{
    public const int Title = 120;
    public const int TopicSummary = 1_500;
    public const int Subject = 120;
    public const int Subjects = 6;
    public const int Paragraph = 3_000;
    public const int Recap = 2_000;
    public const int Name = 80;
    public const int Sentence = 500;
    public const int Items = 50;
    public const int Sections = 20;
    public const int Points = 30;

    /// <summary>Moments of one claim.</summary>
    public const int Moments = 4;

    /// <summary>The text on one line, without control characters, cut at a word where it is too long.</summary>
    public static string Line(string? text, int longest)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Bound(new string([.. line.Where(character => !char.IsControl(character))]), longest);
    }

    /// <exception cref="AnswerException">It is missing.</exception>
    public static string Required(string? text, string name, int longest) =>
        LineOrNull(text, longest) ?? throw new AnswerException($"`{name}` is empty.");

    public static string? LineOrNull(string? text, int longest) =>
        Line(text, longest) is { Length: > 0 } line && !IsNothing(line) ? line : null;

    private static string Bound(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', longest - 1);
        var end = space > longest / 2 ? space : longest - 1;
        end -= char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static bool IsNothing(string text) =>
        text.ToLowerInvariant()
            is "null"
                or "none"
                or "n/a"
                or "unknown"
                or "unspecified"
                or "not specified"
                or "not mentioned"
                or "-";
}
