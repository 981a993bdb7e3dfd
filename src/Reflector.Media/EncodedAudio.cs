namespace Reflector.Media;

/// <summary>An MP3 made for playback, with what was learned on the way.</summary>
/// <param name="DurationSeconds">Length of the audio that could be decoded, in seconds.</param>
/// <param name="SizeBytes">Size of the MP3.</param>
/// <param name="Waveform">As <see cref="FfmpegMedia.WaveformAsync"/> gives it for the source.</param>
public sealed record EncodedAudio(double DurationSeconds, long SizeBytes, IReadOnlyList<double> Waveform);
