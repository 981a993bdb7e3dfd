using System.Text.Json;
using Reflector.Server.Http;
using Reflector.Speech;

namespace Reflector.Server.Recognition;

/// <summary>What the recogniser's process says, a line each.</summary>
/// <param name="Progress">Seconds of audio that are finished.</param>
/// <param name="Error">A sentence; the process ends after it.</param>
/// <param name="IsDone">Everything was recognised.</param>
internal sealed record RecognizerMessage(
    SpeechSegment? Segment = null,
    double? Progress = null,
    string? Error = null,
    bool IsDone = false
)
{
    public string ToLine() => JsonSerializer.Serialize(this, ApiJson.Options);

    public static RecognizerMessage Parse(string line) =>
        JsonSerializer.Deserialize<RecognizerMessage>(line, ApiJson.Options)!;
}
