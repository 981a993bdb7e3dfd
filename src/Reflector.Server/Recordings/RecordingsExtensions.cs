using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Storage;
using Reflector.Storage.Local;

namespace Reflector.Server.Recordings;

internal static class RecordingsExtensions
{
    /// <summary>Where recordings lie and what reads them.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<IObjectStore>(provider => new LocalObjectStore(
            Path.Combine(settings.DataPath, "storage"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LocalObjectStore>>()
        ));
        services.AddSingleton(provider => new FfmpegMedia(
            FfmpegLocation.Find(null, settings.Pieces.Ffmpeg),
            new MediaLimits { Total = TimeSpan.FromHours(settings.MediaMaxHours) },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FfmpegMedia>>()
        ));
        return services;
    }
}
