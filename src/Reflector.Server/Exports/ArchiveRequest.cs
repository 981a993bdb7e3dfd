namespace Reflector.Server.Exports;

/// <summary>Transcripts that are wanted in one ZIP.</summary>
/// <param name="Ids">At most 200.</param>
/// <param name="Formats">Each transcript is written in each of them; DOCX, Markdown, WebVTT and JSON when left out.</param>
/// <param name="Audio">Whether the recordings come along, where they are kept.</param>
internal sealed record ArchiveRequest(
    IReadOnlyList<string> Ids,
    IReadOnlyList<ExportFormat>? Formats = null,
    bool Audio = false
);
