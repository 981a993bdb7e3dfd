using Reflector.Server.Exports.Pdf;

namespace Reflector.Server.Exports;

internal static class ExportsExtensions
{
    public static IServiceCollection AddExports(this IServiceCollection services) =>
        services.AddSingleton<PdfFonts>().AddSingleton<TranscriptExport>().AddScoped<ArchiveExport>();
}
