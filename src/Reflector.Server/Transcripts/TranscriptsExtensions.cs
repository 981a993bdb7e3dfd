using Reflector.Server.Accounts.People;

namespace Reflector.Server.Transcripts;

internal static class TranscriptsExtensions
{
    public static IServiceCollection AddTranscripts(this IServiceCollection services) =>
        services
            .AddScoped<TranscriptRemoval>()
            .AddScoped<AudioLinks>()
            .AddSingleton<IPossession, TranscriptPossession>();
}
