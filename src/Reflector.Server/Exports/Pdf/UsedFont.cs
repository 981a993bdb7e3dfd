using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>A font as a document uses it: the glyphs that it draws and the letters that they stand for.</summary>
internal sealed class UsedFont(TrueTypeFont font, string resource)
{
    private readonly SortedDictionary<ushort, string> _letters = [];

    public TrueTypeFont Font => font;

    /// <summary>Its name in the pages: <c>F1</c>.</summary>
    public string Resource => resource;

    /// <summary>What is read when a glyph is copied.</summary>
    public IReadOnlyDictionary<ushort, string> Letters => _letters;

    public ushort Use(Shape shape)
    {
        var glyph = font.Glyph(shape.Drawn);
        _letters.TryAdd(glyph, glyph == 0 ? Rune.ReplacementChar.ToString() : shape.Letters);
        return glyph;
    }
}

/// <summary>What is drawn for a letter.</summary>
/// <param name="Drawn">The letter, or the form that it has beside its neighbours.</param>
/// <param name="Letters">What it stands for.</param>
internal readonly record struct Shape(Rune Drawn, string Letters);
