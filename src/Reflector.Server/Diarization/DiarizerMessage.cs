using System.Text.Json;
using Reflector.Server.Http;
using Reflector.Speech.Diarization;

namespace Reflector.Server.Diarization;

/// <summary>What the process says that tells voices apart, a line each.</summary>
/// <param name="Progress">0..1.</param>
/// <param name="Error">A sentence; the process ends after it.</param>
/// <param name="Turns">All; the process ends after them.</param>
internal sealed record DiarizerMessage(
    double? Progress = null,
    string? Error = null,
    IReadOnlyList<SpeakerTurn>? Turns = null
)
{
    public string ToLine() => JsonSerializer.Serialize(this, ApiJson.Options);

    public static DiarizerMessage Parse(string line) =>
        JsonSerializer.Deserialize<DiarizerMessage>(line, ApiJson.Options)!;
}
