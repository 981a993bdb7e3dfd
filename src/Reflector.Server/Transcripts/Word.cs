namespace Reflector.Server.Transcripts;

/// <summary>A spoken word.</summary>
/// <param name="Text">The word as written, punctuation included; a leading space is not part of it.</param>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
/// <param name="Speaker">Number of the voice; 0 for the only or unknown one.</param>
internal sealed record Word(string Text, double Start, double End, int Speaker = 0);
