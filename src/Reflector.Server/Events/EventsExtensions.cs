namespace Reflector.Server.Events;

internal static class EventsExtensions
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<EventConnection>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed>());
        return services;
    }
}
