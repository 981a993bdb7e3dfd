namespace Reflector.Speech.Segmentation;

/// <summary>Where a recording may be cut; all in seconds. The values were found by word error rate (docs/benchmarks.md).</summary>
/// <param name="MaxWindow">Longest window.</param>
/// <param name="Padding">Audio kept before the first and after the last word of a window.</param>
/// <param name="EnoughSpeech">A window with this much speech in it ends at the next good silence.</param>
/// <param name="GoodSilence">A silence at which a window that holds enough speech ends.</param>
/// <param name="LongSilence">A silence at which any window ends.</param>
/// <param name="EarliestCut">A window that has grown too long is not cut before this point.</param>
/// <param name="MinRegion">Shorter sounds, alone in silence, are no speech.</param>
internal sealed record SegmentationOptions(
    double MaxWindow = 20,
    double Padding = 0.1,
    double EnoughSpeech = 12,
    double GoodSilence = 0.5,
    double LongSilence = 2,
    double EarliestCut = 4,
    double MinRegion = 0.1
);
