using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports.Documents;

/// <summary>Office Open XML, as Word, LibreOffice and Google Docs read it: headings make its outline.</summary>
internal static class DocxDocument
{
    public static MemoryStream Write(ExportDocument document, Transcript transcript)
    {
        var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = document.Title;
            file.PackageProperties.Created = transcript.CreatedAt.UtcDateTime;
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Make(transcript.SourceLanguage);
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = PageNumber();
            main.Document = new(
                new Body([
                    .. Paragraphs(document),
                    new SectionProperties(
                        new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) }
                    ),
                ])
            );
        }
        return stream;
    }

    private static IEnumerable<Paragraph> Paragraphs(ExportDocument document)
    {
        yield return Styled(DocxStyles.Title, [new(document.Title)]);
        foreach (var fact in document.Facts)
            yield return Styled(DocxStyles.Facts, [new(fact)]);
        if (document.Summary.Length > 0)
        {
            yield return Heading(ExportWords.Summary);
            foreach (var block in RichText.Of(document.Summary))
                yield return Of(block);
        }
        foreach (var paragraph in List(ExportWords.Decisions, document.Decisions))
            yield return paragraph;
        foreach (var paragraph in List(ExportWords.NextSteps, document.NextSteps))
            yield return paragraph;
        foreach (
            var paragraph in List(
                ExportWords.Topics,
                [.. document.Contents.Select(line => $"{line.Time}  {line.Title}")]
            )
        )
            yield return paragraph;
        yield return Heading(ExportWords.Transcript);
        foreach (var section in document.Sections)
        {
            if (section.Title is not null)
                yield return Styled(DocxStyles.Heading2, [new($"{section.Title} ({section.Time})")]);
            foreach (var turn in section.Turns)
                yield return Of(turn);
        }
    }

    private static Paragraph Heading(string text) => Styled(DocxStyles.Heading1, [new(text)]);

    private static IEnumerable<Paragraph> List(string heading, IReadOnlyList<string> items) =>
        items.Count == 0
            ? []
            : items.Select(item => Of(new Block(BlockKind.Item, 0, "•", [new(item)]))).Prepend(Heading(heading));

    private static Paragraph Of(ExportTurn turn)
    {
        var paragraph = Styled(DocxStyles.Turn, []);
        if (turn.Time is not null)
            paragraph.Append(Of(new Run(turn.Time + "  "), new RunStyle { Val = DocxStyles.Time }));
        if (turn.Name is not null)
            paragraph.Append(Of(new Run(turn.Name + ": ", Bold: true)));
        paragraph.Append(Of(new Run(turn.Text)));
        return paragraph;
    }

    private static Paragraph Of(Block block) =>
        block.Kind switch
        {
            BlockKind.Heading => Styled(DocxStyles.Heading2, block.Runs),
            BlockKind.Item => Styled(
                DocxStyles.Item,
                [new(block.Mark + "\t"), .. block.Runs],
                new Indentation { Left = $"{DocxStyles.Indent * (block.Level + 1)}", Hanging = $"{DocxStyles.Indent}" }
            ),
            _ => Styled(DocxStyles.Body, block.Runs),
        };

    private static Paragraph Styled(string style, IReadOnlyList<Run> runs, Indentation? indentation = null)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new() { Val = style } };
        if (Direction.IsRightToLeft(string.Concat(runs.Select(run => run.Text))))
            properties.BiDi = new();
        properties.Indentation = indentation;
        return new(runs.Select(run => Of(run)).Prepend<OpenXmlElement>(properties));
    }

    private static DocumentFormat.OpenXml.Wordprocessing.Run Of(Run run, RunStyle? style = null)
    {
        var properties = new RunProperties { RunStyle = style };
        if (run.Bold)
            properties.Bold = new();
        if (run.Italic)
            properties.Italic = new();
        if (Direction.IsRightToLeft(run.Text))
            properties.RightToLeftText = new();
        var written = new DocumentFormat.OpenXml.Wordprocessing.Run(properties);
        foreach (var (index, part) in run.Text.Split('\t').Index())
        {
            if (index > 0)
                written.Append(new TabChar());
            written.Append(new Text(part) { Space = SpaceProcessingModeValues.Preserve });
        }
        return written;
    }

    private static Footer PageNumber() =>
        new(
            new Paragraph(
                new ParagraphProperties { ParagraphStyleId = new() { Val = DocxStyles.Facts } },
                new SimpleField { Instruction = " PAGE " }
            )
        );
}
