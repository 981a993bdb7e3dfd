namespace Reflector.Server.Meetings;

internal static class MeetingsExtensions
{
    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddSingleton<MeetingPresence>();
        services.AddSingleton<MeetingOpening>();
        services.AddSingleton<PlatformTasks>();
        services.AddScoped<ConsentAnswers>();
        return services;
    }
}
