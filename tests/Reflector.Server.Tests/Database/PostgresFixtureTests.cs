using Npgsql;

namespace Reflector.Server.Tests.Database;

public sealed class PostgresFixtureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task EachTestGetsADatabaseOfItsOwn()
    {
        var databases = await Task.WhenAll(postgres.CreateDatabaseAsync(), postgres.CreateDatabaseAsync());

        databases[0].ShouldNotBe(databases[1]);
        foreach (var database in databases)
            (await ScalarAsync(database, "CREATE TABLE t (x int); SELECT count(*) FROM t")).ShouldBe(0L);
    }

    [Fact]
    public async Task ATemplateIsFilledOnceAndCopied()
    {
        var runs = 0;
        async Task FillAsync(string database)
        {
            Interlocked.Increment(ref runs);
            await ScalarAsync(database, "CREATE TABLE t (x int); INSERT INTO t VALUES (1); SELECT 1");
        }

        var databases = await Task.WhenAll(
            postgres.CreateDatabaseAsync("fixture_template", FillAsync),
            postgres.CreateDatabaseAsync("fixture_template", FillAsync)
        );

        runs.ShouldBe(1);
        foreach (var database in databases)
            (await ScalarAsync(database, "INSERT INTO t VALUES (2); SELECT count(*) FROM t")).ShouldBe(2L);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
