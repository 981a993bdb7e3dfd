using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;

namespace Reflector.Benchmarks.Search;

/// <summary>Searches and listings over a large library, over HTTP, by somebody with many transcripts and by somebody with few.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var transcripts = new Option<int>("--transcripts")
        {
            Description = "How many there are",
            DefaultValueFactory = _ => 100_000,
        };
        var longOnes = new Option<int>("--long")
        {
            Description = "How many of them have 30 to 60 minutes of text; the others have 1 to 3",
            DefaultValueFactory = _ => 5_000,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often each request is sent",
            DefaultValueFactory = _ => 5,
        };
        var folder = new Option<string?>("--keep")
        {
            Description = "A folder to keep the library in, or to find it in; without it, it is deleted at the end",
        };
        var command = new Command("search", "Search and browse over a large library")
        {
            transcripts,
            longOnes,
            rounds,
            folder,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var kept = result.GetValue(folder);
                var path = kept ?? Directory.CreateTempSubdirectory("reflector-benchmark-").FullName;
                try
                {
                    await RunAsync(
                        path,
                        result.GetValue(transcripts),
                        result.GetValue(longOnes),
                        result.GetValue(rounds),
                        cancellationToken
                    );
                }
                finally
                {
                    if (kept is null)
                        Directory.Delete(path, recursive: true);
                }
            }
        );
        return command;
    }

    private static async Task RunAsync(
        string folder,
        int transcripts,
        int longOnes,
        int rounds,
        CancellationToken cancellationToken
    )
    {
        var settings = new ReflectorSettings
        {
            DataDir = folder,
            LogLevel = LogLevel.Warning,
            AuthBackend = "password",
        };
        await using var database = await DatabaseServer.StartAsync(settings, NullLogger.Instance, cancellationToken);
        var app = ReflectorApp.Build(new(settings, database.ConnectionString, ServerRoles.Web, "http://127.0.0.1:0"));
        await using var _ = app;
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        if (await IsEmptyAsync(app, cancellationToken))
            await new MadeLibrary(database.ConnectionString, transcripts, longOnes).MakeAsync(cancellationToken);
        await DescribeAsync(database.ConnectionString, cancellationToken);
        await app.StartAsync(cancellationToken);
        var times = new List<Answered>();
        foreach (var owner in new[] { MadeLibrary.Many, MadeLibrary.Few })
        {
            using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.First()) };
            client.DefaultRequestHeaders.Add(ApiKeyStore.Header, await KeyAsync(app, owner, cancellationToken));
            times.AddRange(await new SearchMeasurement(client, owner, rounds).RunAsync(cancellationToken));
        }
        Console.WriteLine("both");
        SearchMeasurement.ReportWhole(times);
        await app.StopAsync(cancellationToken);
    }

    private static async Task<bool> IsEmptyAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using var db = await app
            .Services.GetRequiredService<IDbContextFactory<ReflectorDb>>()
            .CreateDbContextAsync(cancellationToken);
        return !await db.Transcripts.AnyAsync(cancellationToken);
    }

    private static async Task<string> KeyAsync(WebApplication app, string owner, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReflectorDb>();
        if (!await db.Users.AnyAsync(user => user.Id == owner, cancellationToken))
        {
            var now = TimeProvider.System.GetUtcNow();
            db.Users.Add(
                new User
                {
                    Id = owner,
                    Email = $"{owner}@example.org",
                    Name = owner,
                    SecurityStamp = "none",
                    CreatedAt = now,
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeyStore>();
        return (await keys.CreateAsync(owner, "benchmark", ApiKeyScope.Read, cancellationToken)).Key;
    }

    private static async Task DescribeAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """
            SELECT format('%s transcripts in %s languages, %s passages, %s; %s hours of speech',
                (SELECT count(*) FROM transcript), (SELECT count(DISTINCT source_language) FROM transcript),
                (SELECT count(*) FROM passage), pg_size_pretty(pg_database_size(current_database())),
                (SELECT round(sum(duration_ms) / 3600000) FROM transcript))
            """
        );
        Console.WriteLine(await command.ExecuteScalarAsync(cancellationToken));
    }
}
