using Reflector.Speech;

namespace Reflector.Server.Recognition;

/// <summary>A recogniser that several recordings can share while they are recognised at the same time.</summary>
internal interface ISharedRecognizer : ISpeechRecognizer
{
    /// <summary>What is opened uses nothing before the first recording, and lets go of everything on disposal.</summary>
    RecognitionSession Open();
}

/// <summary>A recogniser for as long as it is needed.</summary>
internal abstract class RecognitionSession : ISpeechRecognizer, IAsyncDisposable
{
    public abstract string Model { get; }

    public abstract IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        CancellationToken cancellationToken = default
    );

    public abstract ValueTask DisposeAsync();

    /// <summary>Of its own where the recogniser has something to share, else the recogniser itself.</summary>
    public static RecognitionSession Of(ISpeechRecognizer recognizer) =>
        recognizer is ISharedRecognizer shared ? shared.Open() : new Itself(recognizer);

    private sealed class Itself(ISpeechRecognizer recognizer) : RecognitionSession
    {
        public override string Model => recognizer.Model;

        public override IAsyncEnumerable<SpeechSegment> RecognizeAsync(
            IAsyncEnumerable<ReadOnlyMemory<float>> audio,
            RecognitionOptions options,
            CancellationToken cancellationToken = default
        ) => recognizer.RecognizeAsync(audio, options, cancellationToken);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
