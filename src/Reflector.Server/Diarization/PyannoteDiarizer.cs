using System.Text.Json;
using System.Text.Json.Nodes;
using Reflector.Server.Configuration;
using Reflector.Speech.Diarization;
using Reflector.Storage;

namespace Reflector.Server.Diarization;

/// <summary>
/// A service that fetches the recording by itself: <c>POST /diarize?audio_file_url=…&amp;timestamp=0</c>, answered with
/// <c>{"diarization": [{"start": s, "end": s, "speaker": 0}]}</c>.
/// </summary>
internal sealed class PyannoteDiarizer(
    IHttpClientFactory clients,
    ReflectorSettings settings,
    TimeProvider clock,
    IObjectStore store
) : DiarizationService(clients, settings, clock)
{
    /// <summary>What the service needs to begin the download besides its own time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    protected override async Task<HttpRequestMessage> RequestAsync(
        DiarizedRecording recording,
        CancellationToken cancellationToken
    )
    {
        var life = TimeSpan.FromSeconds(Settings.DiarizationFileTimeout) + Margin;
        var signed = await store.SignAsync(
            recording.AudioKey,
            life < SignedAddress.Longest ? life : SignedAddress.Longest,
            "audio.mp3",
            cancellationToken
        );
        var audio = signed.IsAbsoluteUri ? signed : new Uri(new Uri(Settings.PublicUrl + "/"), signed);
        return new(
            HttpMethod.Post,
            Address($"diarize?audio_file_url={Uri.EscapeDataString(audio.AbsoluteUri)}&timestamp=0")
        );
    }

    protected override IReadOnlyList<SpeakerTurn> Read(JsonNode answer) =>
        [
            .. (answer["diarization"] as JsonArray ?? throw new JsonException("no diarization")).Select(
                turn => new SpeakerTurn(Number(turn!["start"]), Number(turn["end"]), (int)Number(turn["speaker"]))
            ),
        ];
}
