using System.Globalization;
using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>A stretch of text in one look.</summary>
/// <param name="Size">Points.</param>
/// <param name="Gray">0 black to 1 white.</param>
internal readonly record struct Look(double Size, bool Bold = false, double Gray = 0);

/// <summary>What cannot be parted by the end of a line.</summary>
/// <param name="SpaceAfter">Whether a space follows on the same line.</param>
internal sealed record Piece(string Text, Look Look, bool SpaceAfter, double Width);

/// <summary>Measures and draws text with the first of several fonts that has each letter.</summary>
internal sealed class Typesetter
{
    private readonly List<UsedFont> _used = [];
    private readonly IReadOnlyList<UsedFont> _regular;
    private readonly IReadOnlyList<UsedFont> _bold;

    public Typesetter(PdfFonts fonts)
    {
        _regular = Use(fonts.Regular);
        _bold = Use(fonts.Bold);
    }

    /// <summary>Those that letters were drawn with.</summary>
    public IEnumerable<UsedFont> Fonts => _used.Where(font => font.Letters.Count > 0);

    public double SpaceOf(Look look) => Width(Font(look, new(' ')), new(' '), look);

    /// <param name="text">On one line.</param>
    /// <param name="look">How it looks.</param>
    /// <param name="widest">What is wider is parted between its letters.</param>
    public IEnumerable<Piece> Pieces(string text, Look look, double widest)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (start, width) = (0, 0.0);
            var at = 0;
            foreach (var rune in word.EnumerateRunes())
            {
                var next = Width(Font(look, rune), rune, look);
                if (at > start && (width + next > widest || (IsIdeograph(rune) && !IsMark(word, at))))
                {
                    yield return Made(word[start..at], look, spaceAfter: false);
                    (start, width) = (at, 0);
                }
                width += next;
                at += rune.Utf16SequenceLength;
            }
            yield return Made(word[start..], look, spaceAfter: true);
        }
    }

    /// <summary>Joined letters have other widths than single ones.</summary>
    private Piece Made(string text, Look look, bool spaceAfter) =>
        new(
            text,
            look,
            spaceAfter,
            ArabicForms.Of(text).Sum(shape => Width(Font(look, shape.Drawn), shape.Drawn, look))
        );

    /// <summary>Appends what draws a piece where the text has come to.</summary>
    public void Draw(StringBuilder page, Piece piece)
    {
        var shapes = ArabicForms.Of(piece.Text);
        if (VisualOrder.IsRightToLeft(piece.Text) == true)
            shapes = VisualOrder.Of(shapes);
        if (piece.SpaceAfter)
            shapes.Add(new(new(' '), " "));
        UsedFont? current = null;
        foreach (var shape in shapes)
        {
            var font = Font(piece.Look, shape.Drawn);
            if (font != current)
            {
                page.Append(current is null ? "" : "> Tj\n")
                    .Append(CultureInfo.InvariantCulture, $"/{font.Resource} {PdfFile.Number(piece.Look.Size)} Tf <");
                current = font;
            }
            page.Append(font.Use(shape).ToString("X4", CultureInfo.InvariantCulture));
        }
        page.Append("> Tj\n");
    }

    private List<UsedFont> Use(IReadOnlyList<TrueTypeFont> fonts)
    {
        var used = new List<UsedFont>();
        foreach (var font in fonts)
        {
            if (_used.Find(other => other.Font == font) is not { } known)
                _used.Add(known = new(font, $"F{_used.Count + 1}"));
            used.Add(known);
        }
        return used;
    }

    private UsedFont Font(Look look, Rune letter)
    {
        var fonts = look.Bold ? _bold : _regular;
        return fonts.FirstOrDefault(font => font.Font.HasGlyph(letter)) ?? fonts[0];
    }

    private static double Width(UsedFont font, Rune letter, Look look) =>
        font.Font.Width(font.Font.Glyph(letter)) * look.Size / 1000;

    // Chinese and Japanese have no spaces: a line may end behind every sign, but does not begin with a mark.
    private static bool IsIdeograph(Rune rune) =>
        rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or >= 0x20000;

    private static bool IsMark(string word, int at) => char.IsPunctuation(word[at]);
}
