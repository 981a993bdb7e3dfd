using Reflector.Server.Meetings.Recordings;

namespace Reflector.Server.Meetings;

internal static class MeetingsExtensions
{
    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddSingleton<MeetingPresence>();
        services.AddSingleton<MeetingOpening>();
        services.AddSingleton<PlatformTasks>();
        services.AddSingleton<ParticipantTokens>();
        services.AddScoped<ConsentAnswers>();
        services.AddScoped<RecordingRequests>();
        return services;
    }
}
