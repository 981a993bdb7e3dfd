using System.Collections.Concurrent;
using Reflector.Server.Configuration;

namespace Reflector.Server.Exports.Pdf;

/// <summary>The fonts that documents are set in: DejaVu Sans, then those of <c>PDF_FONTS</c> for what it does not have.</summary>
internal sealed class PdfFonts(ReflectorSettings settings, ILogger<PdfFonts> logger)
{
    // Debian has the same fonts in a package.
    private const string SystemFolder = "/usr/share/fonts/truetype/dejavu";

    private readonly ConcurrentDictionary<string, TrueTypeFont?> _fonts = new(StringComparer.Ordinal);

    public IReadOnlyList<TrueTypeFont> Regular => Of("DejaVuSans.ttf");

    public IReadOnlyList<TrueTypeFont> Bold => Of("DejaVuSans-Bold.ttf");

    private IReadOnlyList<TrueTypeFont> Of(string name)
    {
        string[] places = [Path.Combine(settings.Pieces.Fonts, name), Path.Combine(SystemFolder, name)];
        var first =
            places.Where(File.Exists).Select(Read).FirstOrDefault(font => font is not null)
            ?? throw new InvalidOperationException($"The font {name} is not there: run eng/setup");
        return [first, .. ReflectorSettings.Listed(settings.PdfFonts).Select(Read).OfType<TrueTypeFont>()];
    }

    private TrueTypeFont? Read(string path) =>
        _fonts.GetOrAdd(
            path,
            path =>
            {
                try
                {
                    return new TrueTypeFont(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path));
                }
                catch (Exception exception)
                    when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
                {
                    logger.LogWarning(exception, "The font {Path} cannot be used in PDF documents", path);
                    return null;
                }
            }
        );
}
