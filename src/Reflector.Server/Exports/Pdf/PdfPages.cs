using System.Globalization;
using System.Text;
using Reflector.Server.Exports.Documents;

namespace Reflector.Server.Exports.Pdf;

/// <summary>A heading that readers jump to.</summary>
/// <param name="Level">From 0.</param>
/// <param name="Page">Number of the page's object.</param>
/// <param name="Top">Points from the bottom.</param>
internal sealed record Bookmark(string Title, int Level, int Page, double Top);

/// <summary>Flows paragraphs over A4 pages.</summary>
internal sealed class PdfPages(Typesetter text)
{
    public const double Width = 595;
    public const double Height = 842;

    private const double Margin = 60;
    private const double Leading = 1.4;

    private readonly List<StringBuilder> _pages = [];
    private readonly List<Bookmark> _bookmarks = [];
    private double _top;

    public IReadOnlyList<StringBuilder> Pages => _pages;

    /// <summary>With the index of the page in place of its object.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks;

    /// <param name="runs">The paragraph.</param>
    /// <param name="before">Room above it, in points.</param>
    /// <param name="indent">From the margin, in points.</param>
    /// <param name="mark">Stands in the indent of the first line.</param>
    /// <param name="together">Room that has to be left for what follows on the same page.</param>
    /// <param name="bookmark">Level of the bookmark that leads here.</param>
    public void Add(
        IReadOnlyList<(string Text, Look Look)> runs,
        double before = 4,
        double indent = 0,
        string mark = "",
        double together = 0,
        int? bookmark = null
    )
    {
        var widest = Width - (2 * Margin) - indent;
        var whole = string.Concat(runs.Select(run => run.Text));
        var isRightToLeft = Direction.IsRightToLeft(whole);
        var lines = Lines(Pieces(runs, widest), widest);
        foreach (var (index, line) in lines.Index())
        {
            var height = line.Max(piece => piece.Look.Size) * Leading;
            Advance(height, index == 0 ? before : 0, index == 0 ? together : 0);
            if (index == 0 && bookmark is { } level)
                _bookmarks.Add(new(whole, level, _pages.Count - 1, _top + height));
            if (index == 0 && mark.Length > 0)
                Draw([new(mark, line[0].Look, SpaceAfter: false, 0)], Margin + indent - 16, _top + (height * 0.28));
            var spare = widest - WidthOf(line);
            Draw(Seen(line, isRightToLeft), Margin + indent + (isRightToLeft ? spare : 0), _top + (height * 0.28));
        }
    }

    /// <summary>Writes a line at the foot of each page.</summary>
    public void AddFooters(Func<int, string> footer, Look look)
    {
        foreach (var (index, page) in _pages.Index())
        {
            var pieces = text.Pieces(footer(index + 1), look, Width).ToList();
            Draw(page, pieces, (Width - WidthOf(pieces)) / 2, Margin / 2);
        }
    }

    private List<Piece> Pieces(IReadOnlyList<(string Text, Look Look)> runs, double widest)
    {
        var pieces = new List<Piece>();
        foreach (var (words, look) in runs)
        {
            if (words.StartsWith(' ') && pieces.Count > 0)
                pieces[^1] = pieces[^1] with { SpaceAfter = true };
            pieces.AddRange(text.Pieces(words, look, widest));
            if (!words.EndsWith(' ') && pieces.Count > 0)
                pieces[^1] = pieces[^1] with { SpaceAfter = false };
        }
        return pieces;
    }

    /// <summary>From left to right, with the spaces between the words that they are between.</summary>
    private static List<Piece> Seen(List<Piece> line, bool isRightToLeft)
    {
        var order = VisualOrder.Of(
            [.. Enumerable.Range(0, line.Count)],
            index => VisualOrder.IsRightToLeft(line[index].Text),
            isRightToLeft
        );
        return
        [
            .. order.Select(
                (index, place) =>
                    line[index] with
                    {
                        SpaceAfter = place + 1 < order.Count && line[Math.Min(index, order[place + 1])].SpaceAfter,
                    }
            ),
        ];
    }

    private List<List<Piece>> Lines(List<Piece> pieces, double widest)
    {
        var lines = new List<List<Piece>>();
        var width = 0.0;
        foreach (var piece in pieces)
        {
            if (lines.Count == 0 || width + piece.Width > widest)
            {
                lines.Add([]);
                width = 0;
            }
            lines[^1].Add(piece);
            width += piece.Width + (piece.SpaceAfter ? text.SpaceOf(piece.Look) : 0);
        }
        return lines;
    }

    private double WidthOf(List<Piece> line) =>
        line.Sum(piece => piece.Width + (piece.SpaceAfter ? text.SpaceOf(piece.Look) : 0))
        - (line[^1].SpaceAfter ? text.SpaceOf(line[^1].Look) : 0);

    private void Advance(double height, double before, double together)
    {
        if (_pages.Count > 0 && _top - before - height - together >= Margin)
        {
            _top -= before + height;
            return;
        }
        _pages.Add(new());
        _top = Height - Margin - height;
    }

    private void Draw(IReadOnlyList<Piece> pieces, double x, double y) => Draw(_pages[^1], pieces, x, y);

    private void Draw(StringBuilder page, IReadOnlyList<Piece> pieces, double x, double y)
    {
        page.Append(CultureInfo.InvariantCulture, $"BT {PdfFile.Number(x)} {PdfFile.Number(y)} Td\n");
        var gray = -1.0;
        foreach (var piece in pieces)
        {
            if (piece.Look.Gray != gray)
                page.Append(CultureInfo.InvariantCulture, $"{PdfFile.Number(gray = piece.Look.Gray)} g\n");
            text.Draw(page, piece);
        }
        page.Append("ET\n");
    }
}
