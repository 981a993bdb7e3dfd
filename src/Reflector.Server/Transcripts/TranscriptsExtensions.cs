using Reflector.Server.Accounts.People;
using Reflector.Server.Transcripts.Editing;
using Reflector.Server.Transcripts.Participants;

namespace Reflector.Server.Transcripts;

internal static class TranscriptsExtensions
{
    public static IServiceCollection AddTranscripts(this IServiceCollection services) =>
        services
            .AddScoped<TranscriptRemoval>()
            .AddScoped<TranscriptEditor>()
            .AddScoped<AudioLinks>()
            .AddScoped<NameSuggestions>()
            .AddSingleton<IPossession, TranscriptPossession>();
}
