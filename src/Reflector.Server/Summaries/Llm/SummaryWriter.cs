using System.Text;
using Reflector.Server.Summaries.Templates;

namespace Reflector.Server.Summaries.Llm;

/// <summary>Writes one summary of one transcript.</summary>
internal sealed class SummaryWriter(
    SummarizerOptions options,
    StructuredChat chat,
    IReadOnlyList<TopicDraft> topics,
    IReadOnlyList<string> participants,
    IProgress<double>? progress
)
{
    private const float Temperature = 0.4f;

    private readonly string _people = Prompts.People(participants);
    private readonly QuoteFinder _quotes = new([.. topics.SelectMany(topic => topic.Words)]);
    private readonly TokenBudget _budget = new(options.ContextWindow);
    private double _progress;

    public Task<SummaryDraft> WriteAsync(SummaryStyle style, CancellationToken cancellationToken) =>
        style.Wishes.Length == 0
            ? WriteSubjectsAsync(cancellationToken)
            : WriteReportAsync(style.Wishes, cancellationToken);

    /// <summary>A paragraph on each of the main subjects, and a recap of those.</summary>
    private async Task<SummaryDraft> WriteSubjectsAsync(CancellationToken cancellationToken)
    {
        var material = await MaterialAsync(_budget, cancellationToken);
        var subjects = await chat.AskAsync<SubjectsAnswer, List<string>>(
            Prompts.Subjects(material, _people),
            AnswerSchema.Subjects,
            Temperature,
            AcceptSubjects,
            cancellationToken
        );
        Advance(0.2);
        var paragraphs = await Questions.ForEachAsync(
            subjects,
            async (subject, token) =>
            {
                var paragraph = await ReportAsync(subject, material, token);
                Advance(0.6 / subjects.Count);
                return paragraph;
            },
            cancellationToken
        );
        var report = _budget.Pack(paragraphs.Select(paragraph => $"{paragraph.Subject}: {paragraph.Text}"));
        var recap = await chat.AskAsync<RecapAnswer, string>(
            Prompts.Recap(report[0]),
            AnswerSchema.Recap,
            Temperature,
            answer => AnswerBounds.Required(answer.Recap, "recap", AnswerBounds.Recap),
            cancellationToken
        );
        return new SummaryDraft(
            recap,
            Long(recap, paragraphs),
            [.. paragraphs.Select(paragraph => new SummarySource(paragraph.Text, paragraph.Moments))]
        );
    }

    /// <summary>What somebody wishes to read, point by point.</summary>
    private async Task<SummaryDraft> WriteReportAsync(string wishes, CancellationToken cancellationToken)
    {
        var budget = _budget.Without(wishes);
        var material = await MaterialAsync(budget, cancellationToken);
        Advance(0.2);
        return await chat.AskAsync<ReportAnswer, SummaryDraft>(
            Prompts.Report(material, _people, wishes),
            AnswerSchema.Report,
            Temperature,
            answer => ReportDraft.Accept(answer, _quotes),
            cancellationToken
        );
    }

    private Task<Paragraph> ReportAsync(string subject, string material, CancellationToken cancellationToken) =>
        chat.AskAsync<SubjectAnswer, Paragraph>(
            Prompts.Subject(subject, material, _people),
            AnswerSchema.Subject,
            Temperature,
            answer =>
                new(
                    subject,
                    AnswerBounds.Required(answer.Paragraph, "paragraph", AnswerBounds.Paragraph),
                    _quotes.Find(answer.Quotes, AnswerBounds.Moments)
                ),
            cancellationToken
        );

    /// <summary>The transcript where it fits, else the notes on its parts, shortened until they fit.</summary>
    private async Task<string> MaterialAsync(TokenBudget budget, CancellationToken cancellationToken)
    {
        var transcript = string.Join('\n', TranscriptParts.Lines([.. topics.SelectMany(topic => topic.Words)]));
        if (budget.Fits(transcript))
        {
            return transcript;
        }

        var notes = budget.Pack(topics.Select(Note));
        while (notes.Count > 1)
        {
            var shortened = await Questions.ForEachAsync(notes, CondenseAsync, cancellationToken);
            var packed = budget.Pack(shortened);
            if (packed.Count >= notes.Count)
            {
                return packed[0];
            }

            notes = packed;
        }

        return notes[0];
    }

    /// <summary>What was said in proof goes along, so that it can be quoted still.</summary>
    private static string Note(TopicDraft topic)
    {
        var quotes = (topic.Moments ?? []).Select(moment => $"\"{moment.Quote}\"");
        return string.Join(' ', [$"{topic.Title}: {topic.Summary}", .. quotes]);
    }

    private Task<string> CondenseAsync(string notes, CancellationToken cancellationToken) =>
        chat.AskAsync<TopicAnswer, string>(
            Prompts.Condense(notes),
            AnswerSchema.Notes,
            Temperature,
            answer =>
                $"{AnswerBounds.Line(answer.Title, AnswerBounds.Title)}: {AnswerBounds.Required(answer.Summary, "summary", AnswerBounds.TopicSummary)}",
            cancellationToken
        );

    private void Advance(double share)
    {
        lock (_quotes)
        {
            _progress = Math.Min(1, _progress + share);
            progress?.Report(_progress);
        }
    }

    private static List<string> AcceptSubjects(SubjectsAnswer answer)
    {
        var subjects = (answer.Subjects ?? [])
            .Select(subject => AnswerBounds.Line(subject, AnswerBounds.Subject))
            .Where(subject => subject.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(AnswerBounds.Subjects)
            .ToList();
        return subjects.Count > 0 ? subjects : throw new AnswerException("`subjects` is empty; name at least one.");
    }

    private static string Long(string recap, List<Paragraph> paragraphs)
    {
        var markdown = new StringBuilder($"# Quick recap\n\n{Markdown.Escape(recap)}\n\n# Summary\n");
        foreach (var paragraph in paragraphs)
        {
            markdown.Append($"\n**{Markdown.Escape(paragraph.Subject)}**\n\n{Markdown.Escape(paragraph.Text)}\n");
        }

        return markdown.ToString().TrimEnd('\n');
    }

    private sealed record Paragraph(string Subject, string Text, IReadOnlyList<SourceMoment> Moments);
}
