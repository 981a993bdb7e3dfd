namespace Reflector.Server.Uploads;

internal static class UploadsExtensions
{
    public static IServiceCollection AddUploads(this IServiceCollection services) =>
        services.AddScoped<ChunkedUpload>();
}
