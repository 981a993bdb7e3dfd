using Reflector.Server.Accounts.People;
using Reflector.Server.Configuration;
using Reflector.Server.Http;
using Reflector.Server.Rooms.Webhooks;

namespace Reflector.Server.Rooms;

internal static class RoomsExtensions
{
    public static IServiceCollection AddRooms(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<IPossession, RoomPossession>();
        services.AddSingleton<RoomActivity>();
        services.AddSingleton<IPossession, RoomPossession>();
        services.AddSingleton<WebhookTest>();
        var addresses = new PublicAddresses(NetworkListAttribute.Parse(settings.WebhookAllowedNetworks) ?? []);
        services
            .AddHttpClient(WebhookTest.Client)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    // A redirect would lead where nobody looked.
                    AllowAutoRedirect = false,
                    UseProxy = false,
                    UseCookies = false,
                    ConnectCallback = addresses.ConnectAsync,
                }
            );
        return services;
    }
}
