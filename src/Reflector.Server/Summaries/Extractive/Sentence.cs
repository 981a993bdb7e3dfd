using System.Runtime.InteropServices;

namespace Reflector.Server.Summaries.Extractive;

/// <summary>Words that belong together: up to a full stop, a change of speaker, or a pause.</summary>
/// <param name="First">Index of the first word.</param>
/// <param name="End">Index after the last word.</param>
/// <param name="Speaker">Number of the voice.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sentence(int First, int End, int Speaker)
{
    public int Length => End - First;
}
