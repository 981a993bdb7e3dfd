using System.Collections.Concurrent;
using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Summaries.Llm;

namespace Reflector.Server.Summaries;

/// <summary>
/// The summarizers there are: a language model where its address is set, one for each model that people may choose, else
/// the extractive one. A language model that fails for good fails with a sentence; nothing falls back in silence, so that
/// a reader always knows what wrote a summary.
/// </summary>
internal sealed class Summarizers(SummarizerOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ISummarizer> _byModel = new(StringComparer.Ordinal);
    private readonly ExtractiveSummarizer _extractive = new();

    /// <summary>Names of the models, the first one by default; none without a language model.</summary>
    public IReadOnlyList<string> Models { get; } =
        options.Url is null ? [] : [.. options.FurtherModels.Prepend(options.Model).Distinct(StringComparer.Ordinal)];

    /// <param name="model">One of <see cref="Models"/>; null for what is used by default.</param>
    /// <exception cref="SummaryException">It may not be used.</exception>
    public ISummarizer For(string? model)
    {
        if (model is not null && !Models.Contains(model))
            throw new SummaryException($"The model {model} is not among those that may be used.")
            {
                IsMisconfigured = true,
            };
        return options.Url is null
            ? _extractive
            : _byModel.GetOrAdd(model ?? options.Model, name => new LlmSummarizer(options with { Model = name }, time));
    }
}
