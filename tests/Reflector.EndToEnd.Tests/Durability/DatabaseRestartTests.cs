using System.Diagnostics;
using Npgsql;
using Reflector.Fakes;
using Reflector.Server.Configuration;
using Reflector.Server.Database.Embedded;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class DatabaseRestartTests(MadeSpeech speech, Undisturbed undisturbed, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("kill -9")]
    [InlineData("pg_ctl restart")]
    public async Task A_run_and_its_listeners_outlive_a_restart_of_the_database(string how)
    {
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        await using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data, settings: settings);
        var brake = new StageBrake(data.ConnectionString);
        await brake.InstallAsync();
        var id = await server.Client.CreateAsync("tones");
        await brake.HoldAsync(id, "transcribe");
        await using var socket = await server.Client.ListenAsync(id);
        var bytes = await File.ReadAllBytesAsync(speech.Tones[2]);
        await server.Client.SendChunkAsync(id, "tones.wav", 0, 1, new ByteArrayContent(bytes));
        await Eventually.TrueAsync(async () => await brake.HeldAsync() == 1, Patience, "the stage is held");
        var before = data.Postmaster().ShouldNotBeNull();

        if (how == "kill -9")
            Signals.Send(before.Id, Signals.Kill);
        else
            await RestartAsync(data);

        var down = await Eventually.TrueAsync(
            () => IsBackAsync(data, before),
            TimeSpan.FromSeconds(30),
            "the database is back"
        );
        await brake.ReleaseAllAsync();
        await server.Client.EndedAsync(id, Patience);
        output.WriteLine($"database back after {down.TotalSeconds:F1} s\n{server.Output}");
        var events = await socket.ReadUntilAsync(item => item.IsEndOfRun, TimeSpan.FromSeconds(20));

        server.HasExited.ShouldBeFalse();
        events.Count(item => item.Name == "FINAL_TITLE").ShouldBe(1);
        events.Select(item => item.Seq).ShouldBeInOrder(SortDirection.Ascending);
        events.Select(item => item.Seq).ShouldBeUnique();
        (await server.Client.ResultAsync(id)).ShouldBe(await undisturbed.ResultAsync(speech.Tones[2]));
        data.Leftovers().ShouldBeEmpty();
    }

    private static async Task<bool> IsBackAsync(DataFolder data, LinuxProcess before)
    {
        if (data.Postmaster() is not { } now || now.Id == before.Id)
            return false;
        try
        {
            await using var connection = new NpgsqlConnection(data.ConnectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task RestartAsync(DataFolder data)
    {
        var program = Path.Combine(RuntimePieces.Locate().PostgreSql, "bin", "pg_ctl");
        var command = PostgresAccount
            .Choose()
            .CommandLine(program, ["restart", "-w", "-m", "fast", "-l", "server.log"]);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = data.Cluster,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PGDATA"] = data.Cluster;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }
}
