using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Reflector.Server.Configuration;
using Reflector.Server.Database.Embedded;

[assembly: AssemblyFixture(typeof(Reflector.Server.Tests.Database.PostgresFixture))]

namespace Reflector.Server.Tests.Database;

/// <summary>
/// One real PostgreSQL for the whole test run, started at the first use, with a fresh database for whoever asks.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-tests-");
    private readonly SemaphoreSlim _starting = new(1);
    private readonly ConcurrentBag<IAsyncDisposable> _dependents = [];
    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new(StringComparer.Ordinal);
    private EmbeddedPostgres? _server;
    private NpgsqlDataSource? _administration;
    private int _count;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The connection string of a new, empty database.</summary>
    public Task<string> CreateDatabaseAsync() => CreateFromAsync("template1");

    /// <summary>
    /// The connection string of a new copy of a database that <paramref name="prepare"/> fills once per test run.
    /// </summary>
    /// <param name="template">Name of that database, lower case.</param>
    /// <param name="prepare">Gets the connection string; must leave no connection open.</param>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> prepare)
    {
        await _templates.GetOrAdd(template, name => new(() => PrepareTemplateAsync(name, prepare))).Value;
        return await CreateFromAsync(template);
    }

    /// <summary>Disposes something that needs the database before the database ends.</summary>
    public void DisposeFirst(IAsyncDisposable dependent) => _dependents.Add(dependent);

    public async ValueTask DisposeAsync()
    {
        foreach (var dependent in _dependents)
            await dependent.DisposeAsync();
        if (_administration is not null)
            await _administration.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _starting.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task PrepareTemplateAsync(string name, Func<string, Task> prepare)
    {
        var server = await ServerAsync();
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        var connectionString = ConnectionString(server, name);
        await prepare(connectionString);
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    private async Task<string> CreateFromAsync(string template)
    {
        var server = await ServerAsync();
        var name = $"test_{Interlocked.Increment(ref _count)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE \"{template}\"");
        return ConnectionString(server, name);
    }

    private static string ConnectionString(EmbeddedPostgres server, string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = database,
            MaxPoolSize = 20,
        }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _administration!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<EmbeddedPostgres> ServerAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_server is null)
            {
                _server = await EmbeddedPostgres.StartAsync(
                    new()
                    {
                        DataDirectory = Path.Combine(_folder.FullName, "postgres"),
                        BinariesDirectory = RuntimePieces.Locate().PostgreSql,
                        Durable = false,
                    },
                    NullLogger.Instance
                );
                // Copying template1 fails while anyone else is connected to it, so one connection at a time.
                _administration = NpgsqlDataSource.Create(
                    new NpgsqlConnectionStringBuilder(_server.ConnectionString) { MaxPoolSize = 1 }
                );
            }
            return _server;
        }
        finally
        {
            _starting.Release();
        }
    }
}
