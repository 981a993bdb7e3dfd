using Reflector.Server.Configuration;
using Reflector.Speech.Embedded;

namespace Reflector.Benchmarks.Speech;

internal static class BenchmarkRecognizer
{
    public static EmbeddedSpeechOptions Options { get; } = FromPieces(RuntimePieces.Locate());

    private static EmbeddedSpeechOptions FromPieces(RuntimePieces pieces) =>
        new(
            pieces.SpeechEngine,
            Environment.GetEnvironmentVariable("SPEECH_MODEL_DIR") ?? pieces.SpeechModel,
            pieces.VoiceActivityModel
        );

    /// <summary>The samples over and over, as a stream.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> Repeat(ReadOnlyMemory<float> samples, double seconds)
    {
        const int block = 16000;
        var left = (long)(seconds * 16000);
        while (left > 0)
        {
            for (var at = 0; at < samples.Length && left > 0; at += block)
            {
                var take = (int)Math.Min(left, Math.Min(block, samples.Length - at));
                yield return samples.Slice(at, take);
                left -= take;
            }
            await Task.Yield();
        }
    }

    public static IAsyncEnumerable<ReadOnlyMemory<float>> Once(ReadOnlyMemory<float> samples) =>
        Repeat(samples, samples.Length / 16000.0);
}
