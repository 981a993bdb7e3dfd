using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Exports;

public sealed class DocxExportTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_transcript_is_a_valid_document_with_headings()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        using var file = await OpenAsync(id);

        Valid(file);
        file.PackageProperties.Title.ShouldBe(ExportedMeeting.Title);
        Paragraphs(file, "Title").ShouldBe([ExportedMeeting.Title]);
        Paragraphs(file, "Heading1").ShouldBe(["Summary", "Decisions", "Next steps", "Topics", "Transcript"]);
        Paragraphs(file, "Heading2").ShouldBe(["Topic 0 (00:00)", "Topic 1 (61:01)"]);
        Paragraphs(file, "Turn")
            .ShouldBe(["00:00  Ada: Hello there.", "00:02  Grace: Good morning.", "61:01  Ada: We agree."]);
        var bold = file.MainDocumentPart!.Document.Descendants<Run>().Where(run => run.RunProperties?.Bold is not null);
        bold.Select(run => run.InnerText).ShouldContain("budget");
    }

    [Fact]
    public async Task Hostile_texts_are_text()
    {
        const string Hostile = "<w:p>&amp; \u0001\uFFFE 🎉 '\"]]>";
        var id = await ExportedMeeting.WriteAsync(
            Server,
            title: Hostile,
            people: [new("a", 0, Hostile)],
            topics:
            [
                [new(Hostile, 0, 1)],
            ],
            summary: $"# {Hostile}\n\n1. one\n   - two\n     > {Hostile}\n\n```\ncode\n```\n\n<script>x</script> [a](javascript:b)"
        );

        using var file = await OpenAsync(id);

        Valid(file);
        Paragraphs(file, "Turn").ShouldHaveSingleItem().ShouldContain("<w:p>&amp; 🎉 '\"]]>");
        file.MainDocumentPart!.ExternalRelationships.ShouldBeEmpty();
        file.MainDocumentPart.HyperlinkRelationships.ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_that_runs_from_right_to_left_is_marked()
    {
        var id = await ExportedMeeting.WriteAsync(
            Server,
            topics:
            [
                [new("שלום", 0, 1), new("לכולם.", 1, 2)],
            ]
        );

        using var file = await OpenAsync(id);

        Valid(file);
        file.MainDocumentPart!.Document.Descendants<RightToLeftText>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Five_hours_and_a_title_of_a_thousand_characters_fit()
    {
        var id = await ExportedMeeting.WriteAsync(Server, title: new('x', 1000), topics: ExportedMeeting.FiveHours);

        using var file = await OpenAsync(id);

        Valid(file);
        Paragraphs(file, "Heading2").Count.ShouldBe(20);
        Paragraphs(file, "Turn").Count.ShouldBeGreaterThan(1000);
    }

    private async Task<WordprocessingDocument> OpenAsync(string id) =>
        WordprocessingDocument.Open(await Server.ExportFileAsync(id, "docx"), isEditable: false);

    private static void Valid(WordprocessingDocument file) =>
        new OpenXmlValidator(FileFormatVersions.Office2019)
            .Validate(file)
            .Select(error => $"{error.Path?.XPath}: {error.Description}")
            .ShouldBeEmpty();

    private static List<string> Paragraphs(WordprocessingDocument file, string style) =>
        [
            .. file.MainDocumentPart!.Document.Descendants<Paragraph>()
                .Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value == style)
                .Select(paragraph => paragraph.InnerText),
        ];
}
