using Reflector.Server.Configuration;
using Reflector.Speech;
using Reflector.Speech.Embedded;
using Reflector.Speech.OpenAi;

namespace Reflector.Server.Recognition;

internal static class RecognitionServices
{
    private const string HttpClientName = "transcription";

    public static IServiceCollection AddRecognition(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddHttpClient(HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan);
        return settings.TranscriptBackend == "openai"
            ? services.AddSingleton(provider => OpenAi(settings, provider))
            : services.AddSingleton<ISpeechRecognizer, RecognizerProcess>();
    }

    /// <summary>For a program that does nothing else: the embedded recogniser needs no process of its own there.</summary>
    public static IServiceCollection AddRecognitionInProcess(
        this IServiceCollection services,
        ReflectorSettings settings
    )
    {
        services.AddHttpClient(HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan);
        return services.AddSingleton(provider =>
            settings.TranscriptBackend == "openai"
                ? OpenAi(settings, provider)
                : new EmbeddedSpeechRecognizer(EmbeddedOptions(settings))
        );
    }

    public static EmbeddedSpeechOptions EmbeddedOptions(ReflectorSettings settings)
    {
        var pieces = settings.Pieces;
        var model = settings.SpeechModelDir ?? pieces.SpeechModel;
        return settings.SpeechDecoders > 0
            ? new(pieces.SpeechEngine, model, pieces.VoiceActivityModel, settings.SpeechDecoders)
            : new(pieces.SpeechEngine, model, pieces.VoiceActivityModel);
    }

    public static string ModelName(ReflectorSettings settings) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(EmbeddedOptions(settings).ModelFolder));

    private static ISpeechRecognizer OpenAi(ReflectorSettings settings, IServiceProvider provider) =>
        new OpenAiSpeechRecognizer(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName),
            new(new Uri(settings.TranscriptUrl!), settings.TranscriptModel, settings.TranscriptApiKey)
            {
                RequestTimeout = TimeSpan.FromSeconds(settings.TranscriptFileTimeout),
            },
            provider.GetRequiredService<TimeProvider>()
        );

    /// <summary>The settings of the embedded recogniser, for a process of its own.</summary>
    public static IEnumerable<(string Name, string Value)> Environment(ReflectorSettings settings)
    {
        yield return ("PIECES_DIR", settings.Pieces.Root);
        yield return ("SPEECH_DECODERS", settings.SpeechDecoders.ToString());
        if (settings.SpeechModelDir is { } folder)
            yield return ("SPEECH_MODEL_DIR", Path.GetFullPath(folder));
    }
}
