using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;

namespace Reflector.Server.CommandLine;

/// <summary>A verb that works on the database, whether a server runs on it or not.</summary>
internal static class DatabaseVerb
{
    public static Command Create(
        string name,
        string description,
        SettingOptions settings,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run
    ) =>
        Verb.Create(
            name,
            description,
            settings,
            (bound, arguments, cancellationToken) => RunAsync(bound, arguments, run, cancellationToken)
        );

    private static async Task<int> RunAsync(
        ReflectorSettings settings,
        ParseResult arguments,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run,
        CancellationToken cancellationToken
    )
    {
        await using var database = await DatabaseServer.ReachAsync(settings, NullLogger.Instance, cancellationToken);
        // What is asked for stands alone on stdout.
        await using var app = ReflectorApp.Build(
            new(settings, database.ConnectionString),
            builder => builder.Logging.ClearProviders()
        );
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider, arguments, cancellationToken);
    }
}
