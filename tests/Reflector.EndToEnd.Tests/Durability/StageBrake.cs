using System.Globalization;
using Npgsql;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>
/// Holds stages and deletions at their most delicate moment: all their work is done, and the database makes them wait
/// before it takes the end of it down. (A trigger, in the database alone.)
/// </summary>
internal sealed class StageBrake(string connectionString)
{
    /// <summary>Stands for a stage: what the ledger wants deleted of the transcript.</summary>
    public const string Deletions = "deletions";

    public Task InstallAsync() =>
        ExecuteAsync(
            """
            CREATE TABLE brake (transcript_id text, stage text);
            CREATE FUNCTION brake() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              WHILE EXISTS (SELECT FROM brake JOIN pipeline_run run USING (transcript_id)
                            WHERE run.id = NEW.run_id AND brake.stage = NEW.name) LOOP
                PERFORM pg_sleep(0.02);
              END LOOP;
              RETURN NEW;
            END $$;
            CREATE TRIGGER brake BEFORE UPDATE ON pipeline_stage FOR EACH ROW
              WHEN (NEW.state IN ('done', 'skipped') AND OLD.state = 'running') EXECUTE FUNCTION brake();
            CREATE FUNCTION brake_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              WHILE EXISTS (SELECT FROM brake WHERE transcript_id = NEW.transcript_id AND stage = 'deletions') LOOP
                PERFORM pg_sleep(0.02);
              END LOOP;
              RETURN NEW;
            END $$;
            CREATE TRIGGER brake BEFORE UPDATE ON deletion FOR EACH ROW
              WHEN (NEW.proven_gone_at IS NOT NULL AND OLD.proven_gone_at IS NULL) EXECUTE FUNCTION brake_deletion();
            """
        );

    public Task HoldAsync(string transcriptId, string stage) =>
        ExecuteAsync($"INSERT INTO brake VALUES ('{transcriptId}', '{stage}')");

    public Task ReleaseAllAsync() => ExecuteAsync("DELETE FROM brake");

    /// <summary>What was held dies with the server that asked for it.</summary>
    public async Task EndHeldAsync()
    {
        await ExecuteAsync("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        await ReleaseAllAsync();
    }

    /// <summary>How many stages are being held.</summary>
    public async Task<int> HeldAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'",
            connection
        );
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
