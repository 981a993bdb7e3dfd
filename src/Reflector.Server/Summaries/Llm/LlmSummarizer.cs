using System.Text;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Llm;

/// <summary>Topics, titles, summaries and action items by a language model behind an OpenAI-compatible chat API.</summary>
internal sealed class LlmSummarizer : ISummarizer
{
    private const float TopicTemperature = 0.9f;
    private const float TitleTemperature = 0.5f;
    private const float ReportTemperature = 0.4f;

    /// <summary>Questions that are open at once: enough to keep a served model busy, few enough for a small one.</summary>
    private const int OpenQuestions = 4;

    private readonly SummarizerOptions _options;
    private readonly TokenBudget _budget;
    private readonly StructuredChat _chat;

    public LlmSummarizer(SummarizerOptions options, TimeProvider time)
    {
        _options = options;
        _budget = new TokenBudget(options.ContextWindow);
        _chat = new StructuredChat(new ChatEndpoint(options, time), options.ParseMaxRetries);
    }

    public string Name => $"llm:{_options.Model}";

    public async Task<IReadOnlyList<TopicDraft>> DetectTopicsAsync(
        IReadOnlyList<Word> words,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var parts = TranscriptParts.Cut(words, _options.MinTopicLength, _budget);
        var done = 0;
        var drafts = await ForEachAsync(
            parts,
            async (part, token) =>
            {
                var draft = await NameTopicAsync(part, token);
                progress?.Report((double)Interlocked.Increment(ref done) / parts.Count);
                return draft;
            },
            cancellationToken
        );
        return TopicMerge.Join(drafts);
    }

    public async Task<string> WriteTitleAsync(IReadOnlyList<TopicDraft> topics, CancellationToken cancellationToken)
    {
        // Of more titles than fit, the first ones name the conversation well enough.
        var titles = _budget.Pack(topics.Where(topic => topic.Title.Length > 0).Select(topic => $"- {topic.Title}"));
        return titles.Count == 0
            ? ""
            : await _chat.AskAsync<TitleAnswer, string>(
                Prompts.Title(titles[0]),
                AnswerSchema.Title,
                TitleTemperature,
                answer => CleanTitle.Of(Required(answer.Title, "title", AnswerBounds.Title)),
                cancellationToken
            );
    }

    public async Task<SummaryDraft> SummarizeAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        CancellationToken cancellationToken
    )
    {
        if (topics.Count == 0)
        {
            return new SummaryDraft("", "");
        }

        var people = Prompts.People(participants);
        var material = await MaterialAsync(topics, cancellationToken);
        var subjects = await _chat.AskAsync<SubjectsAnswer, List<string>>(
            Prompts.Subjects(material, people),
            AnswerSchema.Subjects,
            ReportTemperature,
            AcceptSubjects,
            cancellationToken
        );
        var paragraphs = await ForEachAsync(
            subjects,
            (subject, token) => ReportAsync(subject, material, people, token),
            cancellationToken
        );
        var report = _budget.Pack(subjects.Zip(paragraphs, (subject, paragraph) => $"{subject}: {paragraph}"));
        var recap = await _chat.AskAsync<RecapAnswer, string>(
            Prompts.Recap(report[0]),
            AnswerSchema.Recap,
            ReportTemperature,
            answer => Required(answer.Recap, "recap", AnswerBounds.Recap),
            cancellationToken
        );
        return new SummaryDraft(recap, Long(recap, subjects, paragraphs));
    }

    public async Task<ActionItems> FindActionItemsAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        CancellationToken cancellationToken
    )
    {
        var people = Prompts.People(participants);
        var parts = _budget.Pack(TranscriptParts.Lines([.. topics.SelectMany(topic => topic.Words)]));
        var found = await ForEachAsync(
            parts,
            (part, token) =>
                _chat.AskAsync<ActionItemsAnswer, ActionItems>(
                    Prompts.ActionItems(part, people),
                    AnswerSchema.ActionItems,
                    ReportTemperature,
                    FoundItems.Accept,
                    token
                ),
            cancellationToken
        );
        return FoundItems.Join(found);
    }

    private Task<TopicDraft> NameTopicAsync(List<Word> part, CancellationToken cancellationToken) =>
        _chat.AskAsync<TopicAnswer, TopicDraft>(
            Prompts.Topic(string.Join('\n', TranscriptParts.Lines(part))),
            AnswerSchema.Topic,
            TopicTemperature,
            answer => new TopicDraft(
                CleanTitle.Of(Required(answer.Title, "title", AnswerBounds.Title)),
                Required(answer.Summary, "summary", AnswerBounds.TopicSummary),
                part
            ),
            cancellationToken
        );

    private Task<string> ReportAsync(
        string subject,
        string material,
        string people,
        CancellationToken cancellationToken
    ) =>
        _chat.AskAsync<SubjectAnswer, string>(
            Prompts.Subject(subject, material, people),
            AnswerSchema.Subject,
            ReportTemperature,
            answer => Required(answer.Paragraph, "paragraph", AnswerBounds.Paragraph),
            cancellationToken
        );

    /// <summary>The transcript where it fits, else the notes on its parts, shortened until they fit.</summary>
    private async Task<string> MaterialAsync(IReadOnlyList<TopicDraft> topics, CancellationToken cancellationToken)
    {
        var transcript = string.Join('\n', TranscriptParts.Lines([.. topics.SelectMany(topic => topic.Words)]));
        if (_budget.Fits(transcript))
        {
            return transcript;
        }

        var notes = _budget.Pack(topics.Select(topic => $"{topic.Title}: {topic.Summary}"));
        while (notes.Count > 1)
        {
            var shortened = await ForEachAsync(notes, CondenseAsync, cancellationToken);
            var packed = _budget.Pack(shortened);
            if (packed.Count >= notes.Count)
            {
                return packed[0];
            }

            notes = packed;
        }

        return notes[0];
    }

    private Task<string> CondenseAsync(string notes, CancellationToken cancellationToken) =>
        _chat.AskAsync<TopicAnswer, string>(
            Prompts.Condense(notes),
            AnswerSchema.Topic,
            ReportTemperature,
            answer =>
                $"{AnswerBounds.Line(answer.Title, AnswerBounds.Title)}: {Required(answer.Summary, "summary", AnswerBounds.TopicSummary)}",
            cancellationToken
        );

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

    private static string Required(string? text, string name, int longest) =>
        AnswerBounds.LineOrNull(text, longest) ?? throw new AnswerException($"`{name}` is empty.");

    private static string Long(string recap, List<string> subjects, List<string> paragraphs)
    {
        var markdown = new StringBuilder($"# Quick recap\n\n{Markdown.Escape(recap)}\n\n# Summary\n");
        foreach (var (subject, paragraph) in subjects.Zip(paragraphs))
        {
            markdown.Append($"\n**{Markdown.Escape(subject)}**\n\n{Markdown.Escape(paragraph)}\n");
        }

        return markdown.ToString().TrimEnd('\n');
    }

    /// <summary>Answers in the order of the questions; the first failure ends the others.</summary>
    private static async Task<List<TResult>> ForEachAsync<TItem, TResult>(
        List<TItem> items,
        Func<TItem, CancellationToken, Task<TResult>> ask,
        CancellationToken cancellationToken
    )
    {
        var answers = new TResult[items.Count];
        var limits = new ParallelOptions
        {
            MaxDegreeOfParallelism = OpenQuestions,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, items.Count, limits, async (at, token) => answers[at] = await ask(items[at], token));
        return [.. answers];
    }
}
