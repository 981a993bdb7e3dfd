using Reflector.Speech.Diarization;

namespace Reflector.Server.Diarization;

/// <summary>Tells the voices of a mixed recording apart.</summary>
internal interface IDiarizer
{
    /// <summary>Why it cannot be done on this server, as a sentence with what to do; null when it can.</summary>
    string? Missing { get; }

    /// <exception cref="DiarizationException">With a sentence for people.</exception>
    Task<IReadOnlyList<SpeakerTurn>> DiarizeAsync(
        DiarizedRecording recording,
        IProgress<double> progress,
        CancellationToken cancellationToken
    );
}

/// <param name="AudioKey">Of the MP3, in our own store.</param>
/// <param name="Seconds">Its length.</param>
internal sealed record DiarizedRecording(string AudioKey, double Seconds, string Language);

/// <summary>The message is a sentence for people.</summary>
internal sealed class DiarizationException(string message, Exception? innerException = null)
    : Exception(message, innerException);

internal sealed class NoDiarizer : IDiarizer
{
    public string? Missing =>
        "Voices are not told apart in a mixed recording (DIARIZATION_BACKEND=none): all words belong to one unknown speaker.";

    public Task<IReadOnlyList<SpeakerTurn>> DiarizeAsync(
        DiarizedRecording recording,
        IProgress<double> progress,
        CancellationToken cancellationToken
    ) => throw new DiarizationException(Missing!);
}
