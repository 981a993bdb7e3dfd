using System.Diagnostics;
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
        await using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data);
        var id = await server.Client.UploadAsync(speech.Long);
        await using var socket = await server.Client.ListenAsync(id);
        await socket.ReadUntilAsync(item => item.IsStage("transcribe", "running"), Patience);
        var before = data.Postmaster().ShouldNotBeNull();

        if (how == "kill -9")
            Signals.Send(before.Id, Signals.Kill);
        else
            await RestartAsync(data);

        var down = await Eventually.TrueAsync(
            () => data.Postmaster() is { } now && now.Id != before.Id,
            TimeSpan.FromSeconds(30),
            "the database is back"
        );
        await server.Client.EndedAsync(id, Patience);
        output.WriteLine($"database back after {down.TotalSeconds:F1} s\n{server.Output}");
        var events = await socket.ReadUntilAsync(item => item.IsEndOfRun, TimeSpan.FromSeconds(20));

        server.HasExited.ShouldBeFalse();
        events.Count(item => item.Name == "FINAL_TITLE").ShouldBe(1);
        events.Select(item => item.Seq).ShouldBeInOrder(SortDirection.Ascending);
        events.Select(item => item.Seq).ShouldBeUnique();
        (await server.Client.ResultAsync(id)).ShouldBe(await undisturbed.ResultAsync(speech.Long));
        data.Leftovers().ShouldBeEmpty();
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
