using System.Runtime.CompilerServices;
using Reflector.Server.Configuration;
using Reflector.Speech;

namespace Reflector.Server.Recognition;

/// <summary>
/// The embedded recogniser in a process of its own (<c>reflector recognize</c>): a crash in native code, or more memory
/// than the machine has, ends one attempt at one recording and not the server. Samples go in, segments come out.
/// </summary>
internal sealed class RecognizerProcess(ReflectorSettings settings, ILogger<RecognizerProcess> logger)
    : ISharedRecognizer
{
    public string Model { get; } = RecognitionServices.ModelName(settings);

    public RecognitionSession Open() => new RecognizerProcessSession(Model, settings, logger);

    public async IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await using var session = Open();
        await foreach (var segment in session.RecognizeAsync(audio, options, cancellationToken))
            yield return segment;
    }
}
