using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Reflector.Server.Tests.Exports;

/// <summary>Reads a PDF as a reader does: by its table of objects, its fonts' maps of letters and its pages' text.</summary>
internal sealed partial class ReadPdf
{
    private readonly Dictionary<int, string> _objects = [];

    private ReadPdf(string file)
    {
        var table = int.Parse(Tail().Match(file).Groups[1].Value, CultureInfo.InvariantCulture);
        file[table..].ShouldStartWith("xref\n0 ");
        foreach (var (index, entry) in Entries().Matches(file[table..]).Index())
        {
            var place = int.Parse(entry.Groups[1].Value, CultureInfo.InvariantCulture);
            var number = index + 1;
            file[place..].ShouldStartWith($"{number} 0 obj\n", customMessage: $"object {number} lies elsewhere");
            _objects[number] = file[place..file.IndexOf("\nendobj\n", place, StringComparison.Ordinal)];
        }
        var trailer = file[file.LastIndexOf("trailer", StringComparison.Ordinal)..];
        var catalog = Object(trailer, "Root");
        Title = Text(Field(Object(trailer, "Info"), "Title"));
        Language = Text(Field(catalog, "Lang"));
        Bookmarks = [.. BookmarksOf(Object(catalog, "Outlines"))];
        PageTexts = [.. References(Field(Object(catalog, "Pages"), "Kids")).Select(page => TextOf(_objects[page]))];
    }

    public string Title { get; }

    public string Language { get; }

    /// <summary>Headings of the first level, then those below.</summary>
    public IReadOnlyList<string> Bookmarks { get; }

    public IReadOnlyList<string> PageTexts { get; }

    public static ReadPdf Of(byte[] file) => new(Encoding.Latin1.GetString(file));

    private IEnumerable<string> BookmarksOf(string parent)
    {
        if (!parent.Contains("/First", StringComparison.Ordinal))
            yield break;
        for (var entry = Object(parent, "First"); ; entry = Object(entry, "Next"))
        {
            yield return Text(Field(entry, "Title"));
            foreach (var below in BookmarksOf(entry))
                yield return below;
            if (!entry.Contains("/Next", StringComparison.Ordinal))
                yield break;
        }
    }

    private string TextOf(string page)
    {
        var fonts = FontNames()
            .Matches(Object(page, "Resources"))
            .ToDictionary(match => match.Groups[1].Value, match => Letters(_objects[Number(match.Groups[2])]));
        var text = new StringBuilder();
        foreach (Match line in Lines().Matches(Stream(Object(page, "Contents"))))
        {
            foreach (Match shown in Shown().Matches(line.Value))
            {
                var letters = fonts[shown.Groups[1].Value];
                foreach (var glyph in shown.Groups[2].Value.Chunk(4))
                    text.Append(letters[new string(glyph)]);
            }
            text.Append('\n');
        }
        return Spaces().Replace(text.ToString().Replace('\n', ' '), " ").Trim();
    }

    private Dictionary<string, string> Letters(string font)
    {
        // An embedded font has to be one.
        var glyphs = Object(font, "DescendantFonts");
        var program = Stream(Object(Object(glyphs, "FontDescriptor"), "FontFile2"));
        program.ShouldStartWith("\0\u0001\0\0");
        return Mapped()
            .Matches(Stream(Object(font, "ToUnicode")).Split("endcodespacerange")[1])
            .ToDictionary(
                match => match.Groups[1].Value,
                match => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[2].Value)),
                StringComparer.Ordinal
            );
    }

    private string Object(string from, string name) => _objects[References(Field(from, name))[0]];

    private static string Field(string from, string name)
    {
        var at = from.IndexOf($"/{name} ", StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"no /{name} in {from[..Math.Min(from.Length, 200)]}");
        return from[(at + name.Length + 2)..];
    }

    private static List<int> References(string value) =>
        [
            .. Reference()
                .Matches(value.StartsWith('[') ? value[..value.IndexOf(']')] : value)
                .Select(match => Number(match.Groups[1])),
        ];

    private static string Text(string hex) =>
        Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex[5..hex.IndexOf('>')]));

    private static string Stream(string value)
    {
        var start = value.IndexOf("stream\n", StringComparison.Ordinal) + 7;
        var bytes = Encoding.Latin1.GetBytes(value[start..value.LastIndexOf("\nendstream", StringComparison.Ordinal)]);
        using var inflated = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(inflated, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Entries();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/(F\d+) (\d+) 0 R")]
    private static partial Regex FontNames();

    [GeneratedRegex("BT .*?ET\n", RegexOptions.Singleline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"/(F\d+) [\d.]+ Tf <([0-9A-F]*)> Tj")]
    private static partial Regex Shown();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]+)>\n")]
    private static partial Regex Mapped();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
