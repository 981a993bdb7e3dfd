using System.Runtime.CompilerServices;
using Reflector.Server.Configuration;
using Reflector.Server.Search;
using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Llm;

namespace Reflector.Server.Asking;

/// <summary>Answers from passages, by the language model where there is one.</summary>
internal sealed class Answerer(SummarizerOptions options, ReflectorSettings settings, TimeProvider clock)
{
    /// <summary>A model that does not stop is stopped.</summary>
    private const int LongestAnswer = 8_000;

    /// <summary>Moments that are shown in place of an answer.</summary>
    private const int BestMoments = 8;

    private readonly TokenBudget _budget = new(options.ContextWindow);
    private readonly ChatEndpoint? _chat = options.Url is null ? null : new ChatEndpoint(options, clock);

    public bool HasModel => _chat is not null;

    /// <summary>Whether a question can be put with all of these.</summary>
    public bool Fits(IReadOnlyList<Passage> passages, AskQuestion question) =>
        AskPrompt.Fitting(passages, _budget, question).Count == passages.Count;

    public async IAsyncEnumerable<AskFrame> AnswerAsync(
        AskQuestion question,
        IReadOnlyList<Passage> passages,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (_chat is null)
        {
            yield return Ended(null, passages.Count > 0, "search", Best(passages));
            yield break;
        }

        var by = $"llm:{options.Model}";
        var fitting = AskPrompt.Fitting(passages, _budget, question);
        if (fitting.Count == 0)
        {
            yield return Ended(null, false, by, []);
            yield break;
        }

        var thoughts = new WithoutThoughts();
        var text = new CitedText(fitting.Count);
        var length = 0;
        string? error = null;
        await using var pieces = _chat
            .StreamAsync(AskPrompt.Of(question, fitting), TimeSpan.FromSeconds(settings.AskTimeout), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (length <= LongestAnswer)
        {
            try
            {
                if (!await pieces.MoveNextAsync())
                    break;
            }
            catch (SummaryException exception)
            {
                error = exception.Message;
                break;
            }
            length += pieces.Current.Length;
            if (text.Add(thoughts.Add(pieces.Current)) is { Length: > 0 } shown)
                yield return new AskFrame(Text: shown);
        }

        if (error is not null)
            yield return new AskFrame(Error: error);
        else if (text.Cited.Count == 0)
            yield return Ended(null, false, by, Best(passages));
        else
            yield return Ended(
                text.Text,
                true,
                by,
                [.. text.Cited.Select(number => AskMoment.Of(fitting[number - 1], number - 1))]
            );
    }

    private static AskFrame Ended(string? text, bool found, string by, IReadOnlyList<AskMoment> moments) =>
        new(Answer: new(text, found, by, moments));

    /// <summary>Of a whole text, which no search has ranked, none is better than another.</summary>
    private static IReadOnlyList<AskMoment> Best(IReadOnlyList<Passage> passages) =>
        [.. passages.Where(passage => passage.Rank > 0).Take(BestMoments).Select(AskMoment.Of)];
}
