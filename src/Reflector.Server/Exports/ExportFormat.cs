using System.Text.Json.Serialization;

namespace Reflector.Server.Exports;

/// <summary>The kinds of file that a transcript can be taken away as.</summary>
internal enum ExportFormat
{
    Text,
    Markdown,
    Srt,

    [JsonStringEnumMemberName("webvtt")]
    WebVtt,

    Json,
    Docx,
    Pdf,
}

internal static class ExportFormats
{
    public static string Extension(this ExportFormat format) =>
        format switch
        {
            ExportFormat.Text => "txt",
            ExportFormat.Markdown => "md",
            ExportFormat.Srt => "srt",
            ExportFormat.WebVtt => "vtt",
            ExportFormat.Json => "json",
            ExportFormat.Docx => "docx",
            ExportFormat.Pdf => "pdf",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format"),
        };

    public static string MediaType(this ExportFormat format) =>
        format switch
        {
            ExportFormat.Text => "text/plain; charset=utf-8",
            ExportFormat.Markdown => "text/markdown; charset=utf-8",
            ExportFormat.Srt => "application/x-subrip; charset=utf-8",
            ExportFormat.WebVtt => "text/vtt; charset=utf-8",
            ExportFormat.Json => "application/json; charset=utf-8",
            ExportFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ExportFormat.Pdf => "application/pdf",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format"),
        };
}
