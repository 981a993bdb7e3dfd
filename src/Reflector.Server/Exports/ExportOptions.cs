namespace Reflector.Server.Exports;

/// <summary>What a document holds beside the spoken text. Subtitles have times always and nothing but text; JSON holds everything.</summary>
/// <param name="Shift">Seconds by which subtitles are later than the transcript.</param>
internal sealed record ExportOptions(
    bool Timestamps = true,
    bool Speakers = true,
    bool Summary = true,
    bool Topics = true,
    bool ActionItems = true,
    double Shift = 0
)
{
    public static ExportOptions Everything { get; } = new();
}
