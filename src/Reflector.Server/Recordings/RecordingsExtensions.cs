using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Recordings.Download;
using Reflector.Server.Recordings.Intake;

namespace Reflector.Server.Recordings;

internal static class RecordingsExtensions
{
    /// <summary>Where recordings lie and what reads them.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton(provider =>
            ObjectStores.Open(
                settings,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>()
            )
        );
        services.AddSingleton<RecordingStores>();
        services.AddSingleton<RecordingIntake>();
        services.AddSingleton<RecordingArrivals>();
        services.AddRecordingDownloads(settings);
        services.AddSingleton(provider => new FfmpegMedia(
            FfmpegLocation.Find(null, settings.Pieces.Ffmpeg),
            new MediaLimits { Total = TimeSpan.FromHours(settings.MediaMaxHours) },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FfmpegMedia>>()
        ));
        return services;
    }
}
