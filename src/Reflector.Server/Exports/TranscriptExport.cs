using System.Text;
using Reflector.Server.Exports.Documents;
using Reflector.Server.Exports.Pdf;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports;

/// <summary>Writes a transcript as a file.</summary>
internal sealed class TranscriptExport(PdfFonts fonts)
{
    public async Task WriteAsync(
        ExportedTranscript exported,
        ExportFormat format,
        ExportOptions options,
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        switch (format)
        {
            case ExportFormat.Json:
                await JsonExport.WriteAsync(exported, stream, cancellationToken);
                return;
            case ExportFormat.Docx:
                await CopyAsync(DocxDocument.Write(Document(), exported.Transcript), stream, cancellationToken);
                return;
            case ExportFormat.Pdf:
                await CopyAsync(PdfDocument.Write(Document(), exported.Transcript, fonts), stream, cancellationToken);
                return;
            default:
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Text()), cancellationToken);
                return;
        }

        ExportDocument Document() => ExportDocument.Of(exported, options);

        string Text() =>
            format switch
            {
                ExportFormat.Text => TextDocument.Write(Document()),
                ExportFormat.Markdown => MarkdownDocument.Write(Document()),
                ExportFormat.Srt => TranscriptFormats.SubRip(
                    exported.SegmentsShifted(options.Shift),
                    exported.Participants,
                    options.Speakers
                ),
                ExportFormat.WebVtt => TranscriptFormats.WebVtt(
                    exported.SegmentsShifted(options.Shift),
                    exported.Participants,
                    options.Speakers
                ),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format"),
            };
    }

    // Both libraries seek and write without await: they are given memory, which a whole day of talk fits in.
    private static async Task CopyAsync(MemoryStream made, Stream stream, CancellationToken cancellationToken)
    {
        await using (made)
        {
            made.Position = 0;
            await made.CopyToAsync(stream, cancellationToken);
        }
    }
}
