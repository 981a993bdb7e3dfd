using System.Globalization;
using System.Text;
using Reflector.Server.Exports.Documents;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports.Pdf;

/// <summary>Sets a transcript as PDF: text that can be selected, bookmarks, numbered pages.</summary>
internal static class PdfDocument
{
    private const double Item = 18;

    private static readonly Look Title = new(20, Bold: true);
    private static readonly Look Heading = new(14, Bold: true);
    private static readonly Look Topic = new(11.5, Bold: true);
    private static readonly Look Body = new(10);
    private static readonly Look Name = new(10, Bold: true);
    private static readonly Look Quiet = new(9, Gray: 0.4);

    public static MemoryStream Write(ExportDocument document, Transcript transcript, PdfFonts fonts)
    {
        var text = new Typesetter(fonts);
        var pages = new PdfPages(text);
        Flow(document, pages);
        pages.AddFooters(page => ExportWords.Page(page, pages.Pages.Count), Quiet);
        var stream = new MemoryStream();
        Write(new PdfFile(stream), pages, text, document.Title, transcript);
        return stream;
    }

    private static void Flow(ExportDocument document, PdfPages pages)
    {
        pages.Add([(document.Title, Title)]);
        foreach (var fact in document.Facts)
            pages.Add([(fact, Quiet)]);
        if (document.Summary.Length > 0)
        {
            AddHeading(pages, ExportWords.Summary);
            foreach (var block in RichText.Of(document.Summary))
                Add(pages, block);
        }
        AddList(pages, ExportWords.Decisions, document.Decisions);
        AddList(pages, ExportWords.NextSteps, document.NextSteps);
        AddList(pages, ExportWords.Topics, [.. document.Contents.Select(line => $"{line.Time} {line.Title}")]);
        AddHeading(pages, ExportWords.Transcript);
        foreach (var section in document.Sections)
        {
            if (section.Title is not null)
                pages.Add([($"{section.Title} ({section.Time})", Topic)], before: 14, together: 40, bookmark: 1);
            foreach (var turn in section.Turns)
                pages.Add([.. Runs(turn)]);
        }
    }

    private static void AddHeading(PdfPages pages, string text) =>
        pages.Add([(text, Heading)], before: 22, together: 40, bookmark: 0);

    private static void AddList(PdfPages pages, string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
            return;
        AddHeading(pages, heading);
        foreach (var item in items)
            pages.Add([(item, Body)], indent: Item, mark: "•");
    }

    private static void Add(PdfPages pages, Block block)
    {
        var runs = block.Runs.Select(run => (run.Text, run.Bold ? Name : Body)).ToList();
        switch (block.Kind)
        {
            case BlockKind.Heading:
                pages.Add([(string.Concat(block.Runs.Select(run => run.Text)), Topic)], before: 10, together: 30);
                break;
            case BlockKind.Item:
                pages.Add(runs, indent: Item * (block.Level + 1), mark: block.Mark);
                break;
            default:
                pages.Add(runs);
                break;
        }
    }

    private static IEnumerable<(string, Look)> Runs(ExportTurn turn)
    {
        if (turn.Time is not null)
            yield return (turn.Time + " ", Quiet);
        if (turn.Name is not null)
            yield return (turn.Name + ": ", Name);
        yield return (turn.Text, Body);
    }

    private static void Write(PdfFile file, PdfPages pages, Typesetter text, string title, Transcript transcript)
    {
        var fonts = string.Concat(text.Fonts.Select(font => $" /{font.Resource} {PdfFontObjects.Add(file, font)} 0 R"));
        var resources = file.Add($"<< /Font <<{fonts} >> >>");
        var tree = file.Reserve();
        var numbers = pages
            .Pages.Select(page =>
            {
                var content = file.AddStream(Encoding.ASCII.GetBytes(page.ToString()));
                return file.Add(
                    $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfPages.Width} {PdfPages.Height}]"
                        + $" /Resources {resources} 0 R /Contents {content} 0 R >>"
                );
            })
            .ToList();
        file.Add(
            tree,
            $"<< /Type /Pages /Count {numbers.Count} /Kids [{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}] >>"
        );
        var outline = PdfBookmarks.Add(
            file,
            [.. pages.Bookmarks.Select(bookmark => bookmark with { Page = numbers[bookmark.Page] })]
        );
        var catalog = file.Add(
            $"<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R /PageMode /UseOutlines"
                + $" /Lang {PdfFile.Text(transcript.SourceLanguage)} /ViewerPreferences << /DisplayDocTitle true >> >>"
        );
        var created = transcript.CreatedAt.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var information = file.Add(
            $"<< /Title {PdfFile.Text(title)} /Producer (Reflector) /CreationDate (D:{created}Z) >>"
        );
        file.End(catalog, information);
    }
}
