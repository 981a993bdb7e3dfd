using Reflector.Server.Summaries.Jobs;
using Reflector.Server.Summaries.Versions;

namespace Reflector.Server.Summaries;

internal static class SummaryServices
{
    /// <summary>Registers <see cref="ISummarizer"/> by the registered <see cref="SummarizerOptions"/>.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services) =>
        services
            .AddSingleton(provider => new Summarizers(
                provider.GetRequiredService<SummarizerOptions>(),
                provider.GetService<TimeProvider>() ?? TimeProvider.System
            ))
            .AddSingleton(provider => provider.GetRequiredService<Summarizers>().For(null))
            .AddSingleton<SummaryHistory>()
            .AddSingleton<SummaryJobStarter>()
            .AddSingleton<SummaryJobRunner>()
            .AddSingleton<SummaryJobSchedule>();
}
