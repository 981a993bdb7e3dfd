using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reflector.Server.Configuration;
using Reflector.Speech.Diarization;
using Reflector.Storage;

namespace Reflector.Server.Diarization;

/// <summary>
/// A server with OpenAI's <c>/v1/audio/transcriptions</c> that knows <c>diarized_json</c>. Only its speakers are used, not
/// its text, which has no word times.
/// </summary>
internal sealed class OpenAiDiarizer(
    IHttpClientFactory clients,
    ReflectorSettings settings,
    TimeProvider clock,
    IObjectStore store
) : DiarizationService(clients, settings, clock)
{
    protected override async Task<HttpRequestMessage> RequestAsync(
        DiarizedRecording recording,
        CancellationToken cancellationToken
    )
    {
        var audio = await store.GetAsync(recording.AudioKey, cancellationToken: cancellationToken);
        var file = new StreamContent(audio.Content);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/mpeg");
        return new(HttpMethod.Post, Address("audio/transcriptions"))
        {
            Content = new MultipartFormDataContent
            {
                { file, "file", "audio.mp3" },
                { new StringContent(Settings.DiarizationModel), "model" },
                { new StringContent(recording.Language), "language" },
                { new StringContent("diarized_json"), "response_format" },
                // Demanded above 30 s.
                { new StringContent("auto"), "chunking_strategy" },
            },
        };
    }

    protected override IReadOnlyList<SpeakerTurn> Read(JsonNode answer)
    {
        var voices = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. (answer["segments"] as JsonArray ?? throw new JsonException("no segments")).Select(segment =>
            {
                var name = segment!["speaker"]?.ToString() ?? throw new JsonException("no speaker");
                if (!voices.TryGetValue(name, out var voice))
                    voices[name] = voice = voices.Count;
                return new SpeakerTurn(Number(segment["start"]), Number(segment["end"]), voice);
            }),
        ];
    }
}
