using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Llm;

/// <summary>Topics, titles, summaries and action items by a language model behind an OpenAI-compatible chat API.</summary>
internal sealed class LlmSummarizer : ISummarizer
{
    private const float TopicTemperature = 0.9f;
    private const float TitleTemperature = 0.5f;
    private const float ReportTemperature = 0.4f;

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
        var drafts = await Questions.ForEachAsync(
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
                answer => CleanTitle.Of(AnswerBounds.Required(answer.Title, "title", AnswerBounds.Title)),
                cancellationToken
            );
    }

    public Task<SummaryDraft> SummarizeAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        SummaryStyle style,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    ) =>
        topics.Count == 0
            ? Task.FromResult(new SummaryDraft("", ""))
            : new SummaryWriter(_options, _chat, topics, participants, progress).WriteAsync(style, cancellationToken);

    public async Task<ActionItems> FindActionItemsAsync(
        IReadOnlyList<TopicDraft> topics,
        IReadOnlyList<string> participants,
        CancellationToken cancellationToken
    )
    {
        var people = Prompts.People(participants);
        var words = topics.SelectMany(topic => topic.Words).ToList();
        var parts = _budget.Pack(TranscriptParts.Lines(words));
        var quotes = new QuoteFinder(words);
        var found = await Questions.ForEachAsync(
            parts,
            (part, token) =>
                _chat.AskAsync<ActionItemsAnswer, ActionItems>(
                    Prompts.ActionItems(part, people),
                    AnswerSchema.ActionItems,
                    ReportTemperature,
                    answer => FoundItems.Accept(answer, quotes),
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
                CleanTitle.Of(AnswerBounds.Required(answer.Title, "title", AnswerBounds.Title)),
                AnswerBounds.Required(answer.Summary, "summary", AnswerBounds.TopicSummary),
                part,
                new QuoteFinder(part).Find(answer.Quotes, AnswerBounds.Moments)
            ),
            cancellationToken
        );
}
