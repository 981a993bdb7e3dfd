using System.Buffers.Binary;
using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>A font file with the outlines of the used glyphs alone. Glyphs keep their numbers: the others are empty.</summary>
internal static class FontSubset
{
    // What a reader needs to draw glyphs by number; names, kerning and the like stay behind.
    private static readonly string[] Kept = ["cvt ", "fpgm", "head", "hhea", "hmtx", "maxp", "prep"];

    // Flags of a part of a composed glyph.
    private const int WordArguments = 0x0001;
    private const int Scale = 0x0008;
    private const int MoreParts = 0x0020;
    private const int TwoScales = 0x0040;
    private const int Matrix = 0x0080;

    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var glyphs = WithParts(font, used);
        var outlines = new MemoryStream();
        var places = new byte[4 * (font.Glyphs + 1)];
        for (var glyph = 0; glyph < font.Glyphs; glyph++)
        {
            if (glyphs.Contains((ushort)glyph))
                outlines.Write(font.Table("glyf")[font.Outline(glyph)].Span);
            // Readers want outlines to begin at a multiple of four.
            outlines.Write(new byte[-outlines.Length & 3]);
            BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * (glyph + 1)), (int)outlines.Length);
        }
        var tables = Kept.Where(font.HasTable)
            .ToDictionary(tag => tag, tag => font.Table(tag).ToArray(), StringComparer.Ordinal);
        tables["glyf"] = outlines.ToArray();
        tables["loca"] = places;
        // Places are written long.
        BinaryPrimitives.WriteInt16BigEndian(tables["head"].AsSpan(50), 1);
        return Assemble(tables);
    }

    /// <summary>The glyphs and those that they are composed of, as ü is of u and ¨.</summary>
    private static HashSet<ushort> WithParts(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var all = new HashSet<ushort> { 0 };
        var left = new Stack<ushort>(used.Prepend((ushort)0));
        while (left.TryPop(out var glyph))
        {
            all.Add(glyph);
            foreach (var part in Parts(font, glyph).Where(part => !all.Contains(part)))
                left.Push(part);
        }
        return all;
    }

    private static IEnumerable<ushort> Parts(TrueTypeFont font, ushort glyph)
    {
        var outline = font.Table("glyf")[font.Outline(glyph)];
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline.Span) >= 0)
            yield break;
        int flags;
        var at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.Span[at..]);
            yield return BinaryPrimitives.ReadUInt16BigEndian(outline.Span[(at + 2)..]);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & (Scale | TwoScales | Matrix)) switch
            {
                Scale => 2,
                TwoScales => 4,
                Matrix => 8,
                _ => 0,
            };
        } while ((flags & MoreParts) != 0);
    }

    private static byte[] Assemble(Dictionary<string, byte[]> tables)
    {
        var ordered = tables.OrderBy(table => table.Key, StringComparer.Ordinal).ToList();
        var file = new MemoryStream();
        var header = new byte[12 + (16 * ordered.Count)];
        BinaryPrimitives.WriteInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(4), (short)ordered.Count);
        file.Write(header);
        foreach (var (index, (tag, table)) in ordered.Index())
        {
            var entry = header.AsSpan(12 + (16 * index));
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(table));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], (int)file.Length);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], table.Length);
            file.Write(table);
            file.Write(new byte[-file.Length & 3]);
        }
        file.Position = 0;
        file.Write(header);
        return file.ToArray();
    }

    private static uint Checksum(byte[] table)
    {
        uint sum = 0;
        for (var at = 0; at < table.Length; at += 4)
        {
            for (var place = 0; place < 4; place++)
                sum += (at + place < table.Length ? (uint)table[at + place] : 0) << (24 - (8 * place));
        }
        return sum;
    }
}
