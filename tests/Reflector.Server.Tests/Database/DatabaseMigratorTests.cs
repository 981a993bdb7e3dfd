using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Database;

public sealed class DatabaseMigratorTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Servers_that_start_at_once_on_an_empty_database_all_come_up()
    {
        var database = await postgres.CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("reflector-many-");
        try
        {
            var servers = await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(_ =>
                        Task.Run(() =>
                            TestServer.StartAsync(postgres, connectionString: database, dataFolder: folder.FullName)
                        )
                    )
            );
            foreach (var server in servers)
            {
                (await server.GetAsync("/v1/transcripts"))["total"]!.ToString().ShouldBe("0");
                await server.DisposeAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        const string count = """SELECT count(*) FROM "__EFMigrationsHistory" """;
        await MigrateAsync(database);
        var applied = await ScalarAsync(database, count);
        await MigrateAsync(database);

        (await ScalarAsync(database, count)).ShouldBe(applied);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        var database = await postgres.CreateDatabaseAsync();
        await MigrateAsync(database);
        await ScalarAsync(
            database,
            """INSERT INTO "__EFMigrationsHistory" VALUES ('9999_future', '10.0.0'); SELECT 1"""
        );

        var refusal = await Should.ThrowAsync<DatabaseException>(() => MigrateAsync(database));

        refusal.Message.ShouldContain("newer Reflector (it has 9999_future)");
    }

    [Fact]
    public async Task An_address_where_no_database_is_gives_a_sentence()
    {
        var refusal = await Should.ThrowAsync<DatabaseException>(() =>
            MigrateAsync("Host=127.0.0.1;Port=1;Username=x;Password=hunter2;Timeout=5")
        );

        refusal.Message.ShouldStartWith("The database cannot be used: ");
        refusal.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task The_model_is_the_schema()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var columns = await server.QueryAsync(async db =>
        {
            var rows = await db
                .Database.SqlQuery<Column>(
                    $"""
                    SELECT c.table_name AS "Table", c.column_name AS "Name",
                        format_type(a.atttypid, a.atttypmod) AS "Type", c.is_nullable = 'YES' AS "IsNullable"
                    FROM information_schema.columns c
                    JOIN pg_attribute a ON a.attrelid = quote_ident(c.table_name)::regclass AND a.attname = c.column_name
                    WHERE c.table_schema = 'public'
                    """
                )
                .ToListAsync();
            return rows.ToLookup(column => column.Table);
        });
        var model = await server.QueryAsync(db => Task.FromResult(db.Model));

        foreach (var entity in model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            entity
                .GetProperties()
                .Select(property => new Column(
                    table,
                    property.GetColumnName(),
                    property.GetColumnType(),
                    property.IsColumnNullable()
                ))
                .OrderBy(column => column.Name, StringComparer.Ordinal)
                .ShouldBe(columns[table].OrderBy(column => column.Name, StringComparer.Ordinal), table);
            (await KeyAsync(server, table)).ShouldBe(
                entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).Order()
            );
        }
    }

    private static Task<List<string>> KeyAsync(TestServer server, string table) =>
        server.QueryAsync(db =>
            db.Database.SqlQuery<string>(
                    $"""
                    SELECT a.attname::text AS "Value" FROM pg_index i
                    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
                    WHERE i.indrelid = {table}::regclass AND i.indisprimary ORDER BY 1
                    """
                )
                .ToListAsync()
        );

    private static async Task MigrateAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-migrate-");
        try
        {
            await using var app = ReflectorApp.Build(new(TestServer.Settings(folder.FullName), database));
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private sealed record Column(string Table, string Name, string Type, bool IsNullable);
}
