using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>Embeds a font so that glyphs are drawn by number and text can be selected, copied and searched.</summary>
internal static class PdfFontObjects
{
    private const int Nonsymbolic = 32;

    /// <returns>Number of the font's object.</returns>
    public static int Add(PdfFile file, UsedFont used)
    {
        var font = used.Font;
        var program = FontSubset.Of(font, used.Letters.Keys);
        // Six letters before the name say that it is a part of a font.
        var name = $"RFLCTR+{string.Concat(font.Name.Where(char.IsAsciiLetterOrDigit))}";
        var data = file.AddStream(program, $" /Length1 {program.Length}");
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {Nonsymbolic} /FontBBox [{string.Join(' ', font.Box)}]"
                + $" /ItalicAngle 0 /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.Ascent} /StemV 80"
                + $" /FontFile2 {data} 0 R >>"
        );
        var widths = string.Concat(used.Letters.Keys.Select(glyph => $" {glyph} [{font.Width(glyph)}]"));
        var glyphs = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {descriptor} 0 R"
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                + $" /CIDToGIDMap /Identity /DW {font.Width(0)} /W [{widths}] >>"
        );
        var letters = file.AddStream(Encoding.ASCII.GetBytes(Letters(used)));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
                + $" /DescendantFonts [{glyphs} 0 R] /ToUnicode {letters} 0 R >>"
        );
    }

    private static string Letters(UsedFont used)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.ReplaceLineEndings("\n")
        );
        // A block may hold a hundred.
        foreach (var block in used.Letters.Chunk(100))
        {
            map.Append($"{block.Length} beginbfchar\n");
            foreach (var (glyph, letter) in block)
                map.Append($"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(letter))}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
