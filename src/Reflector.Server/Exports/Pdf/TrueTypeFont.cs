using System.Buffers.Binary;
using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>What a PDF needs to know of a TrueType font file.</summary>
internal sealed class TrueTypeFont
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tables = new(StringComparer.Ordinal);
    private readonly int _unitsPerEm;
    private readonly int _horizontalMetrics;
    private readonly Dictionary<int, ushort> _glyphs;

    /// <exception cref="InvalidDataException">It is no TrueType font, or one with other than TrueType's outlines.</exception>
    public TrueTypeFont(ReadOnlyMemory<byte> file, string name)
    {
        Name = name;
        try
        {
            var count = U16(file, 4);
            for (var index = 0; index < count; index++)
            {
                var entry = 12 + (16 * index);
                var tag = Encoding.ASCII.GetString(file.Span.Slice(entry, 4));
                _tables[tag] = file.Slice(I32(file, entry + 8), I32(file, entry + 12));
            }
            _unitsPerEm = U16(Table("head"), 18);
            _horizontalMetrics = U16(Table("hhea"), 34);
            Glyphs = U16(Table("maxp"), 4);
            _ = Table("glyf");
            _glyphs = ReadCharacters(Table("cmap"));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{name} is not a TrueType font that can be embedded.", exception);
        }
    }

    /// <summary>Of the file, without its extension.</summary>
    public string Name { get; }

    public int Glyphs { get; }

    public int Ascent => Scaled(I16(Table("hhea"), 4));

    public int Descent => Scaled(I16(Table("hhea"), 6));

    /// <summary>Left, bottom, right, top.</summary>
    public IReadOnlyList<int> Box => [HeadAt(36), HeadAt(38), HeadAt(40), HeadAt(42)];

    public bool HasGlyph(Rune letter) => _glyphs.ContainsKey(letter.Value);

    /// <returns>0, the sign for a missing one, where the font has none.</returns>
    public ushort Glyph(Rune letter) => _glyphs.GetValueOrDefault(letter.Value);

    /// <summary>Of a glyph, in thousandths of the font's size.</summary>
    public int Width(ushort glyph) => Scaled(U16(Table("hmtx"), 4 * Math.Min(glyph, _horizontalMetrics - 1)));

    public ReadOnlyMemory<byte> Table(string tag) => _tables[tag];

    public bool HasTable(string tag) => _tables.ContainsKey(tag);

    /// <summary>Where a glyph's outline lies in <c>glyf</c>.</summary>
    public Range Outline(int glyph)
    {
        var places = Table("loca");
        return I16(Table("head"), 50) == 0
            ? (2 * U16(places, 2 * glyph))..(2 * U16(places, (2 * glyph) + 2))
            : I32(places, 4 * glyph)..I32(places, (4 * glyph) + 4);
    }

    private int HeadAt(int place) => Scaled(I16(Table("head"), place));

    private int Scaled(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm);

    private static Dictionary<int, ushort> ReadCharacters(ReadOnlyMemory<byte> map)
    {
        var glyphs = new Dictionary<int, ushort>();
        for (var index = 0; index < U16(map, 2); index++)
        {
            var record = 4 + (8 * index);
            var isUnicode = U16(map, record) == 0 || (U16(map, record) == 3 && U16(map, record + 2) is 1 or 10);
            var table = map[I32(map, record + 4)..];
            if (isUnicode && U16(table, 0) == 4)
                ReadSegments(table, glyphs);
            else if (isUnicode && U16(table, 0) == 12)
                ReadGroups(table, glyphs);
        }
        return glyphs;
    }

    // Format 4: the plane of the most used characters.
    private static void ReadSegments(ReadOnlyMemory<byte> table, Dictionary<int, ushort> glyphs)
    {
        var length = U16(table, 6);
        for (var at = 0; at < length; at += 2)
        {
            var (end, start) = (U16(table, 14 + at), U16(table, 16 + length + at));
            var (delta, offset) = (U16(table, 16 + (2 * length) + at), U16(table, 16 + (3 * length) + at));
            for (int character = start; character <= end && character != 0xFFFF; character++)
            {
                var place = 16 + (3 * length) + at + offset + (2 * (character - start));
                var glyph = offset == 0 ? character : U16(table, place);
                if (glyph != 0 && (ushort)(glyph + delta) is var found and not 0)
                    glyphs[character] = found;
            }
        }
    }

    // Format 12: all planes.
    private static void ReadGroups(ReadOnlyMemory<byte> table, Dictionary<int, ushort> glyphs)
    {
        for (var index = 0; index < I32(table, 12); index++)
        {
            var group = 16 + (12 * index);
            var (start, end, glyph) = (I32(table, group), I32(table, group + 4), I32(table, group + 8));
            for (var character = start; character <= end; character++)
                glyphs[character] = (ushort)(glyph + character - start);
        }
    }

    private static ushort U16(ReadOnlyMemory<byte> table, int at) =>
        BinaryPrimitives.ReadUInt16BigEndian(table.Span.Slice(at, 2));

    private static short I16(ReadOnlyMemory<byte> table, int at) =>
        BinaryPrimitives.ReadInt16BigEndian(table.Span.Slice(at, 2));

    private static int I32(ReadOnlyMemory<byte> table, int at) =>
        BinaryPrimitives.ReadInt32BigEndian(table.Span.Slice(at, 4));
}
