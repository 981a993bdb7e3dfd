using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Reflector.Server.Exports.Pdf;

/// <summary>Writes the objects of a PDF 1.7 (ISO 32000-1) and where they lie.</summary>
internal sealed class PdfFile
{
    private readonly Stream _stream;
    private readonly List<long> _places = [];

    public PdfFile(Stream stream)
    {
        _stream = stream;
        // The second line tells programs that this is no text.
        Write("%PDF-1.7\n%âãÏÓ\n");
    }

    /// <returns>The number of an object that is written later.</returns>
    public int Reserve()
    {
        _places.Add(-1);
        return _places.Count;
    }

    public int Add(string content) => Add(Reserve(), content);

    public int Add(int number, string content)
    {
        Begin(number);
        Write($"{content}\nendobj\n");
        return number;
    }

    /// <summary>A stream, compressed.</summary>
    public int AddStream(ReadOnlySpan<byte> content, string entries = "")
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        var number = Reserve();
        Begin(number);
        Write($"<< /Filter /FlateDecode /Length {compressed.Length}{entries} >>\nstream\n");
        _stream.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        Write("\nendstream\nendobj\n");
        return number;
    }

    /// <param name="catalog">Number of the object that everything hangs from.</param>
    /// <param name="information">Number of the object with title and dates.</param>
    public void End(int catalog, int information)
    {
        var table = _stream.Position;
        Write($"xref\n0 {_places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in _places)
            Write(string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Write(
            $"trailer\n<< /Size {_places.Count + 1} /Root {catalog} 0 R /Info {information} 0 R >>\nstartxref\n{table}\n%%EOF\n"
        );
    }

    /// <summary>A text for people, as UTF-16; nothing in it can end the string.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Begin(int number)
    {
        _places[number - 1] = _stream.Position;
        Write($"{number} 0 obj\n");
    }

    private void Write(string text) => _stream.Write(Encoding.Latin1.GetBytes(text));
}
