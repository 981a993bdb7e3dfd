namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "PDF_FONTS",
        "TrueType files (`.ttf`), separated by commas, for letters in PDF documents that DejaVu Sans does not have, such as Chinese, Japanese and Korean."
    )]
    public string PdfFonts { get; init; } = "";
}
