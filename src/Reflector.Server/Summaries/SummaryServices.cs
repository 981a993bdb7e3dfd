using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Summaries.Llm;

namespace Reflector.Server.Summaries;

internal static class SummaryServices
{
    /// <summary>
    /// Registers <see cref="ISummarizer"/> by the registered <see cref="SummarizerOptions"/>: a language model where its
    /// address is set, else the extractive methods. A language model that fails for good fails the stage with a sentence;
    /// nothing falls back in silence, so that a reader always knows what wrote a summary.
    /// </summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services) =>
        services.AddSingleton<ISummarizer>(provider =>
        {
            var options = provider.GetRequiredService<SummarizerOptions>();
            return options.Url is null
                ? new ExtractiveSummarizer()
                : new LlmSummarizer(options, provider.GetService<TimeProvider>() ?? TimeProvider.System);
        });
}
