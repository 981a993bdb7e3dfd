using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;

namespace Reflector.Benchmarks.Server;

/// <summary>An embedded PostgreSQL in a folder of its own, deleted at the end, and servers of this process on it.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ReflectorSettings _settings;
    private readonly DatabaseServer _database;

    private OwnDatabase(DirectoryInfo folder, ReflectorSettings settings, DatabaseServer database) =>
        (_folder, _settings, _database) = (folder, settings, database);

    public static async Task<OwnDatabase> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            var settings = new ReflectorSettings { DataDir = folder.FullName, LogLevel = LogLevel.Warning };
            return new(
                folder,
                settings,
                await DatabaseServer.StartAsync(settings, NullLogger.Instance, cancellationToken)
            );
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>A server that answers requests, with its tables, not started yet.</summary>
    public async Task<WebApplication> BuildAsync(CancellationToken cancellationToken)
    {
        var app = ReflectorApp.Build(new(_settings, _database.ConnectionString, ServerRoles.Web, "http://127.0.0.1:0"));
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        return app;
    }

    public async Task<WebApplication> StartServerAsync(CancellationToken cancellationToken)
    {
        var app = await BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
