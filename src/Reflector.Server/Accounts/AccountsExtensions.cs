using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
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
        services.AddSingleton<SocketWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SocketWatch>());
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
                    keys.XmlRepository = new StoredKeys(database, onlyEncrypted: settings.SecretKey is not null);
                    if (settings.SecretKey is { } secretKey)
                        keys.XmlEncryptor = new SecretKeyEncryptor(new SecretKeyCipher(secretKey));
                }
            );
        services.Configure<ForwardedHeadersOptions>(options => options.TrustOnly(settings));
        var authentication = services.AddAuthentication();
        authentication.AddSessions(settings);
        authentication.AddOidc(services, settings);
        return services;
    }

    /// <summary>Before everything else: who has called, and how, as the trusted proxies say.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ReflectorSettings>().TrustedProxies.Length > 0)
            app.UseForwardedHeaders();
    }

    /// <summary>Who calls is known from here on; routes and CORS have to be, too.</summary>
    public static void UseAccounts(this WebApplication app)
    {
        // Named here, or the framework puts it before everything, where the proxies have not been heard yet.
        app.UseAuthentication();
        app.UseMiddleware<CallerMiddleware>();
    }

    private static void TrustOnly(this ForwardedHeadersOptions options, ReflectorSettings settings)
    {
        options.ForwardedHeaders =
            ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        // As far back as the proxies before us are known, too.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in NetworkListAttribute.Parse(settings.TrustedProxies) ?? [])
            options.KnownIPNetworks.Add(network);
    }

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
