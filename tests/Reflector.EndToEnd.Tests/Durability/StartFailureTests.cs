using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class StartFailureTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_taken_port_is_told_in_a_sentence_and_PostgreSQL_is_not_left_running()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var data = new DataFolder();
        await using var server = ServerProcess.Launch(data, settings: new() { ["PORT"] = port });

        (await server.ExitAsync(Limit)).ShouldBe(1);

        ShouldBeOneSentence(server, port);
        data.Postmaster().ShouldBeNull();
    }

    [Fact]
    public async Task A_second_server_in_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var data = new DataFolder();
        await using var first = await ServerProcess.StartAsync(data);
        await using var second = ServerProcess.Launch(data);

        (await second.ExitAsync(Limit)).ShouldBe(1);

        ShouldBeOneSentence(second, data.Path);
        (await ReflectorClient.IsAnsweringAsync(first.Client.Address)).ShouldBeTrue();
        data.Postmaster().ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_wrong_setting_is_listed()
    {
        await using var data = new DataFolder();
        await using var server = ServerProcess.Launch(
            data,
            settings: new()
            {
                ["PORT"] = "99999",
                ["LOG_LEVEL"] = "Loud",
                ["TRANSCRIPT_BACKEND"] = "crystal-ball",
                ["WORKER_CONCURRENCY"] = "many",
            }
        );

        (await server.ExitAsync(Limit)).ShouldBe(2);

        foreach (var name in new[] { "PORT", "LOG_LEVEL", "TRANSCRIPT_BACKEND", "WORKER_CONCURRENCY" })
            server.Errors.ShouldContain(name + ":");
        ShouldHaveNoStackTrace(server);
        Directory.EnumerateFileSystemEntries(data.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_in_a_sentence()
    {
        await using var data = new DataFolder();
        // A file where the folder should be; permissions would not stop root.
        var file = Path.Combine(data.Path, "file");
        await File.WriteAllTextAsync(file, "");
        await using var server = ReflectorProcess.Run(
            ["serve"],
            new Dictionary<string, string> { ["DATA_DIR"] = Path.Combine(file, "data"), ["PORT"] = "0" }
        );

        (await server.ExitAsync(Limit)).ShouldBe(1);

        ShouldBeOneSentence(server, file);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_in_a_sentence()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var data = new DataFolder();
        await using var server = ServerProcess.Launch(
            data,
            settings: new() { ["DATABASE_URL"] = $"postgresql://me:secret@127.0.0.1:{port}/reflector" }
        );

        (await server.ExitAsync(Limit)).ShouldBe(1);

        ShouldBeOneSentence(server, "database");
        server.Errors.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_full_disk_is_told_in_a_sentence()
    {
        await using var data = new DataFolder();
        // PostgreSQL runs as another user when we are root, and must get there.
        await RunAsync("chmod", "o+x", data.Path);
        var disk = Directory.CreateDirectory(Path.Combine(data.Path, "disk")).FullName;
        Assert.SkipUnless(
            await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m,mode=0755", "tmpfs", disk),
            "needs root"
        );
        try
        {
            await using var server = ReflectorProcess.Run(
                ["serve"],
                new Dictionary<string, string> { ["DATA_DIR"] = disk, ["PORT"] = "0" }
            );

            (await server.ExitAsync(Limit)).ShouldBe(1);

            ShouldBeOneSentence(server, "full");
        }
        finally
        {
            await RunAsync("umount", disk);
        }
    }

    [Fact]
    public async Task Two_servers_with_folders_and_ports_of_their_own_do_not_disturb_each_other()
    {
        await using var one = new DataFolder();
        await using var other = new DataFolder();
        var servers = await Task.WhenAll(ServerProcess.StartAsync(one), ServerProcess.StartAsync(other));
        await using var first = servers[0];
        await using var second = servers[1];

        await first.Client.CreateAsync("of the first");

        (await first.Client.GetAsync("/v1/transcripts")).GetProperty("total").GetInt32().ShouldBe(1);
        (await second.Client.GetAsync("/v1/transcripts")).GetProperty("total").GetInt32().ShouldBe(0);
        first.Signal(Signals.Terminate);
        (await first.ExitAsync(Limit)).ShouldBe(0);
        (await ReflectorClient.IsAnsweringAsync(second.Client.Address)).ShouldBeTrue();
        (await second.Client.GetAsync("/v1/transcripts")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    private static void ShouldBeOneSentence(ReflectorProcess server, string about)
    {
        server.Errors.Trim().Split('\n').Length.ShouldBe(1, server.Errors);
        server.Errors.ShouldContain(about);
        ShouldHaveNoStackTrace(server);
    }

    private static void ShouldHaveNoStackTrace(ReflectorProcess server)
    {
        var all = server.Output + server.Errors;
        all.ShouldNotContain("   at ");
        all.ShouldNotContain("Exception");
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
