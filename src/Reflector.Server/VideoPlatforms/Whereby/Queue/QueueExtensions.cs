namespace Reflector.Server.VideoPlatforms.Whereby.Queue;

internal static class QueueExtensions
{
    public static IServiceCollection AddRecordingQueue(this IServiceCollection services)
    {
        services.AddSingleton<QueueClient>();
        services.AddSingleton<RecordingQueue>();
        services
            .AddHttpClient(
                QueueClient.Client,
                client =>
                {
                    client.Timeout = Timeout.InfiniteTimeSpan;
                    client.MaxResponseContentBufferSize = QueueClient.LargestAnswer;
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            )
            .RemoveAllLoggers();
        return services;
    }
}
