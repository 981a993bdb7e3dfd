namespace Reflector.EndToEnd.Tests.Durability;

public sealed class ShutdownTests(MadeSpeech speech, ITestOutputHelper output)
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_next_server_takes_over_from_the_PostgreSQL_that_a_killed_one_left()
    {
        await using var data = new DataFolder();
        await using (var killed = await ServerProcess.StartAsync(data))
            await killed.KillAsync();
        var orphan = data.Postmaster().ShouldNotBeNull("a killed server cannot stop its PostgreSQL");

        await using var next = await ServerProcess.StartAsync(data);
        output.WriteLine($"ready after {next.StartTime.TotalSeconds:F1} s");

        orphan.IsAlive().ShouldBeFalse();
        data.Postmaster().ShouldNotBeNull();
        next.StartTime.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Interrupt)]
    public async Task A_server_asked_to_end_hands_its_stage_back_and_ends_with_PostgreSQL(int signal)
    {
        await using var data = new DataFolder();
        string undisturbed;
        string id;
        await using (var server = await ServerProcess.StartAsync(data))
        {
            undisturbed = await server.Client.UploadAsync(speech.Short);
            await server.Client.EndedAsync(undisturbed, TimeSpan.FromMinutes(2));
            id = await server.Client.UploadAsync(speech.Short);
            await server.Client.RunningAsync(id, "transcribe", TimeSpan.FromMinutes(1));
            var children = server.Descendants();
            var postmaster = data.Postmaster().ShouldNotBeNull();
            server.Signal(signal);
            (await server.ExitAsync(EndLimit)).ShouldBe(0, server.Output + server.Errors);
            server.Errors.ShouldBeEmpty();
            postmaster.IsAlive().ShouldBeFalse();
            children.Where(child => child.IsAlive()).ShouldBeEmpty();
        }

        await using var again = await ServerProcess.StartAsync(data);
        await again.Client.EndedAsync(id, TimeSpan.FromMinutes(2));
        (await again.Client.ResultAsync(id)).ShouldBe(await again.Client.ResultAsync(undisturbed));
        data.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task Further_signals_do_not_keep_a_server_from_ending()
    {
        await using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data);
        var postmaster = data.Postmaster().ShouldNotBeNull();

        for (var press = 0; press < 5 && !server.HasExited; press++)
        {
            server.Signal(Signals.Interrupt);
            await Task.Delay(50);
        }

        (await server.ExitAsync(EndLimit)).ShouldBe(0, server.Output + server.Errors);
        postmaster.IsAlive().ShouldBeFalse();
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1500)]
    [InlineData(4000)]
    public async Task Interrupted_while_it_starts_the_server_leaves_nothing_running(int milliseconds)
    {
        await using var data = new DataFolder();
        await using var server = ServerProcess.Launch(data);
        await Task.Delay(milliseconds);
        server.Signal(Signals.Interrupt);

        var code = await server.ExitAsync(EndLimit);
        output.WriteLine($"{code}: {server.Output} {server.Errors}");

        server.Errors.ShouldNotContain("   at ");
        server.Output.ShouldNotContain("   at ");
        LinuxProcess
            .All()
            .Where(process => process.Name == "postgres" && process.CommandLine().Contains(data.Path))
            .ShouldBeEmpty();
        data.Postmaster().ShouldBeNull();

        await using var next = await ServerProcess.StartAsync(data);
    }
}
