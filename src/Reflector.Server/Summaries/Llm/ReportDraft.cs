using System.Text;

namespace Reflector.Server.Summaries.Llm;

/// <summary>A report of sections and points as the model gave it, brought within bounds and into Markdown.</summary>
internal static class ReportDraft
{
    public static SummaryDraft Accept(ReportAnswer answer, QuoteFinder quotes)
    {
        var recap = AnswerBounds.Required(answer.Recap, "recap", AnswerBounds.Recap);
        var markdown = new StringBuilder($"# Quick recap\n\n{Markdown.Escape(recap)}\n");
        var sources = new List<SummarySource>();
        foreach (var section in (answer.Sections ?? []).OfType<SectionAnswer>().Take(AnswerBounds.Sections))
        {
            var points = (section.Points ?? [])
                .Select(point => (Text: AnswerBounds.LineOrNull(point?.Point, AnswerBounds.Paragraph), point?.Quotes))
                .Where(point => point.Text is not null)
                .Take(AnswerBounds.Points)
                .ToList();
            if (points.Count == 0 || AnswerBounds.LineOrNull(section.Heading, AnswerBounds.Subject) is not { } heading)
                continue;
            markdown.Append($"\n**{Markdown.Escape(heading)}**\n\n");
            foreach (var (text, quoted) in points)
            {
                markdown.Append($"- {Markdown.Escape(text!)}\n");
                sources.Add(new(text!, quotes.Find(quoted, AnswerBounds.Moments)));
            }
        }

        return sources.Count == 0
            ? throw new AnswerException("`sections` has no point with a heading above it.")
            : new SummaryDraft(recap, markdown.ToString().TrimEnd('\n'), sources);
    }
}
