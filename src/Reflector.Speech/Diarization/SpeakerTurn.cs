namespace Reflector.Speech.Diarization;

/// <summary>A stretch in which one voice speaks.</summary>
/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
/// <param name="Speaker">Number of the voice.</param>
public readonly record struct SpeakerTurn(double Start, double End, int Speaker);
