using System.Text;

namespace Reflector.Server.Summaries;

/// <summary>How topics, titles, summaries and action items are made.</summary>
internal sealed record SummarizerOptions
{
    /// <summary>LLM_URL: base address of an OpenAI-compatible API (<c>…/v1</c>). None: extractive, in process.</summary>
    public Uri? Url { get; init; }

    /// <summary>LLM_MODEL.</summary>
    public string Model { get; init; } = "microsoft/phi-4";

    /// <summary>LLM_MODELS: that people may choose beside it.</summary>
    public IReadOnlyList<string> FurtherModels { get; init; } = [];

    /// <summary>LLM_API_KEY; servers on the own network often want none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>LLM_CONTEXT_WINDOW, tokens of question and answer together.</summary>
    public int ContextWindow { get; init; } = 16_000;

    /// <summary>LLM_PARSE_MAX_RETRIES: how often an unusable answer is sent back with what is wrong with it.</summary>
    public int ParseMaxRetries { get; init; } = 3;

    /// <summary>LLM_STRUCTURED_RESPONSE_TIMEOUT: time limit of one answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>MIN_TRANSCRIPT_LENGTH: characters that a topic has at least, unless there is only one.</summary>
    public int MinTopicLength { get; init; } = 750;

    /// <summary>The key stays out of logs.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"Url = {Url}, Model = {Model}, ContextWindow = {ContextWindow}");
        return true;
    }
}
