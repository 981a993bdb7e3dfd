using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Server.Database;
using Reflector.Server.Hosting;

namespace Reflector.Server.CommandLine;

internal static class MigrateCommand
{
    public static Command Create(SettingOptions settings) =>
        Verb.Create(
            "migrate",
            "Bring the database schema up to date and end; serve does it at start by itself.",
            settings,
            async (bound, _, cancellationToken) =>
            {
                await using var database = await DatabaseServer.StartAsync(
                    bound,
                    NullLogger.Instance,
                    cancellationToken
                );
                await using var app = ReflectorApp.Build(new(bound, database.ConnectionString));
                await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
                return ExitCodes.Success;
            }
        );
}
