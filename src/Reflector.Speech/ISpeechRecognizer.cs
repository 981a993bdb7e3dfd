namespace Reflector.Speech;

/// <summary>Turns speech into timed words.</summary>
public interface ISpeechRecognizer
{
    /// <summary>Name of the model, for people.</summary>
    string Model { get; }

    /// <summary>
    /// Recognises a whole recording as a stream: memory does not grow with its length. Segments come in order of time
    /// and do not overlap; silence yields none.
    /// </summary>
    /// <param name="audio">16 kHz mono samples in [-1, 1], in blocks of any size.</param>
    /// <param name="options">Language, and where to report progress.</param>
    /// <exception cref="SpeechException">With a sentence for people.</exception>
    IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        CancellationToken cancellationToken = default
    );
}

/// <param name="Language">ISO 639-1 code of the language spoken.</param>
/// <param name="Progress">Receives the seconds of audio that are finished, silence included.</param>
/// <param name="SkipUntil">Seconds already recognised by an earlier run: audio before is not decoded again.</param>
public sealed record RecognitionOptions(
    string Language = "en",
    IProgress<double>? Progress = null,
    double SkipUntil = 0
);

/// <summary>One stretch of speech that was decoded in one piece.</summary>
/// <param name="Start">Seconds from the start of the recording; a following run given <c>SkipUntil</c> = <see cref="End"/> continues after it.</param>
/// <param name="End">Seconds from the start of the recording.</param>
/// <param name="Words">In order; never empty.</param>
public sealed record SpeechSegment(double Start, double End, IReadOnlyList<SpeechWord> Words)
{
    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <param name="Text">The word with its punctuation, without spaces around it.</param>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
public sealed record SpeechWord(string Text, double Start, double End);

/// <summary>Recognition could not be done; the message is a sentence for people that says what to do.</summary>
public sealed class SpeechException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Only a changed setting helps; trying again does not.</summary>
    public bool IsMisconfigured { get; init; }
}
