using Reflector.Server.Configuration;

namespace Reflector.Server.Diarization;

internal static class DiarizationServices
{
    public const string HttpClientName = "diarization";

    public static IServiceCollection AddDiarization(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddHttpClient(HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan);
        return settings.DiarizationBackend switch
        {
            "pyannote" or "modal" => services.AddSingleton<IDiarizer, PyannoteDiarizer>(),
            "openai" => services.AddSingleton<IDiarizer, OpenAiDiarizer>(),
            "none" => services.AddSingleton<IDiarizer, NoDiarizer>(),
            _ => services.AddSingleton<IDiarizer, DiarizerProcess>(),
        };
    }
}
