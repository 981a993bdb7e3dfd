using System.Text.Json;
using Reflector.Server.Http;
using Reflector.Speech;

namespace Reflector.Server.Recognition;

/// <summary>What the recogniser's process says, a line each.</summary>
/// <param name="Stream">Number of the recording that it is about.</param>
/// <param name="Progress">Seconds of audio that are finished.</param>
/// <param name="Error">A sentence; nothing more comes of the recording.</param>
/// <param name="IsDone">Everything was recognised.</param>
internal sealed record RecognizerMessage(
    int Stream,
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
