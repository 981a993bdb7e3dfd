namespace Reflector.Server.Search;

/// <summary>A stretch of what one person said, found for a question.</summary>
/// <param name="Title">Of the transcript; its name where it has none.</param>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
/// <param name="Speaker">Number of the voice.</param>
/// <param name="Rank">0..1, best first.</param>
internal sealed record Passage(
    string TranscriptId,
    string Title,
    int Position,
    double Start,
    double End,
    int Speaker,
    string SpeakerName,
    string Text,
    double Rank
);
