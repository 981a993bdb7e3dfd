using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Recordings.Download;

internal static class DownloadExtensions
{
    public static IServiceCollection AddRecordingDownloads(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<FileDownload>();
        services.AddSingleton<RecordingDownloads>();
        var addresses = new PublicAddresses(NetworkListAttribute.Parse(settings.DownloadAllowedNetworks) ?? []);
        services
            .AddHttpClient(FileDownload.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // Each host that a redirect leads to is checked as the first one is, where it is connected to.
                    AllowAutoRedirect = true,
                    MaxAutomaticRedirections = FileDownload.MostRedirects,
                    UseProxy = false,
                    UseCookies = false,
                    ConnectTimeout = TimeSpan.FromSeconds(15),
                    ConnectCallback = addresses.ConnectAsync,
                }
            )
            .RemoveAllLoggers();
        return services;
    }
}
