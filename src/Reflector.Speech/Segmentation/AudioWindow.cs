using System.Runtime.InteropServices;

namespace Reflector.Speech.Segmentation;

/// <summary>A stretch in which somebody speaks without a break; positions are samples from the start of the recording.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpeechRegion(long Start, long End)
{
    public long Length => End - Start;
}

/// <summary>A stretch of the recording that is decoded in one piece.</summary>
/// <param name="Start">Sample from the start of the recording.</param>
/// <param name="Regions">Where in it somebody speaks, in order; never empty.</param>
internal sealed record AudioWindow(long Start, float[] Samples, IReadOnlyList<SpeechRegion> Regions)
{
    public long End => Start + Samples.Length;
}
