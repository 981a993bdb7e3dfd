using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Accounts.Oidc;
using Reflector.Server.Accounts.Passwords;
using Reflector.Server.Accounts.People;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Accounts.Sessions;
using Reflector.Server.Configuration;

namespace Reflector.Server.Accounts;

internal static class AccountsExtensions
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, ReflectorSettings settings)
    {
        services.AddSingleton<ICallerSource, IdentifiedCallerSource>();
        services.AddSingleton<OwnAddresses>();
        services.AddSingleton<PasswordHashes>();
        services.AddScoped<CredentialsReader>();
        services.AddScoped<ApiKeyStore>();
        services.AddScoped<SignInLimit>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<Possessions>();
        services.AddDataProtection().SetApplicationName("reflector");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<NpgsqlDataSource>(
                (keys, database) =>
                {
                    keys.XmlRepository = new StoredKeys(database);
                    if (settings.SecretKey is { } secretKey)
                        keys.XmlEncryptor = new SecretKeyEncryptor(new SecretKeyCipher(secretKey));
                }
            );
        var authentication = services.AddAuthentication();
        authentication.AddSessions(settings);
        authentication.AddOidc(services, settings);
        return services;
    }

    /// <summary>Who calls is known from here on; routes and CORS have to be, too.</summary>
    public static void UseAccounts(this WebApplication app) => app.UseMiddleware<CallerMiddleware>();

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapUser();
        routes.MapPeople();
        routes.MapAuth();
        routes.MapPasswords();
        routes.MapLinks();
        routes.MapOidc();
        routes.MapApiKeys();
        return routes;
    }
}
