using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Storage;

namespace Reflector.Server.Hosting;

/// <summary>A server with its database, from ready to stopped.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DatabaseServer _database;
    private readonly WebApplication _app;

    private RunningServer(DatabaseServer database, WebApplication app)
    {
        _database = database;
        _app = app;
    }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyCollection<string> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    public static async Task<RunningServer> StartAsync(
        ReflectorSettings settings,
        ServerRoles roles,
        string? urls,
        CancellationToken cancellationToken,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        using var logging = LoggerFactory.Create(builder => builder.AddReflectorLogging(settings.LogLevel));
        var database = await DatabaseServer.StartAsync(
            settings,
            logging.CreateLogger("Reflector.Server.Database"),
            cancellationToken
        );
        WebApplication? app = null;
        try
        {
            app = ReflectorApp.Build(
                new(settings, database.ConnectionString, roles, urls, database.IsEmbedded),
                configure
            );
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
            // A folder that cannot be written is told now, and what a killed process left half-written goes.
            app.Services.GetRequiredService<IObjectStore>();
            await app.StartAsync(cancellationToken);
            return new(database, app);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the process is asked to end.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.EndAsync();
        await _database.DisposeAsync();
    }
}
