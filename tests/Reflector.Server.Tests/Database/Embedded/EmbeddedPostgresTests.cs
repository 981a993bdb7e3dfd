using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Reflector.Server.Database.Embedded;

namespace Reflector.Server.Tests.Database.Embedded;

public sealed class EmbeddedPostgresTests(ClusterSeed seed) : IClassFixture<ClusterSeed>, IDisposable
{
    private readonly DirectoryInfo _home = ClusterSeed.OpenFolder();

    private string DataDirectory => Path.Combine(_home.FullName, "postgres");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task ASecondStartFindsWhatTheFirstWrote()
    {
        await using (var first = await StartAsync())
            await ScalarAsync(first, "CREATE TABLE t AS SELECT 'kept' AS word; SELECT 1");

        await using var second = await StartAsync();

        (await ScalarAsync(second, "SELECT word FROM t")).ShouldBe("kept");
    }

    [Fact]
    public async Task NothingIsLostOnPurposeAndTextIsUnicode()
    {
        await using var server = await StartInAsync(DataDirectory, durable: true);

        (await ScalarAsync(server, "SHOW fsync")).ShouldBe("on");
        (await ScalarAsync(server, "SHOW synchronous_commit")).ShouldBe("on");
        (await ScalarAsync(server, "SELECT lower('ÜBER')")).ShouldBe("über");
        (await ScalarAsync(server, "SELECT to_tsvector('simple', '«Ärger» — “École”')::text")).ShouldBe(
            "'ärger':1 'école':2"
        );
    }

    [Fact]
    public async Task TheExtensionsOfTheProductAreThere()
    {
        await using var server = await StartAsync();

        await ScalarAsync(
            server,
            "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION citext; SELECT 1"
        );
    }

    [Fact]
    public async Task ItListensOnNoPortAndOnlyOurUserGetsIn()
    {
        await using var server = await StartAsync();

        (await ScalarAsync(server, "SHOW listen_addresses")).ShouldBe("");
        (
            await ScalarAsync(
                server,
                "SELECT string_agg(auth_method || ' ' || array_to_string(user_name, ','), ';') "
                    + "FROM pg_hba_file_rules"
            )
        ).ShouldBe("peer reflector");
        if (Environment.IsPrivilegedProcess)
        {
            var stranger = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "postgres" };
            await using var source = NpgsqlDataSource.Create(stranger);
            await Should.ThrowAsync<NpgsqlException>(async () => await source.OpenConnectionAsync());
        }
    }

    [Fact]
    public async Task StoppingLeavesNoProcessAndNoSocket()
    {
        var server = await StartAsync();
        var postmaster = server.ProcessId.ShouldNotBeNull();
        var socket = Socket(server);
        File.Exists(socket).ShouldBeTrue();

        await server.StopAsync();
        await server.StopAsync();
        await server.DisposeAsync();
        await server.DisposeAsync();

        IsRunning(postmaster).ShouldBeFalse();
        File.Exists(socket).ShouldBeFalse();
    }

    [Fact]
    public async Task StoppingDoesNotWaitForTheConnectionsOfOthers()
    {
        await using var server = await StartAsync();
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync();
        var postmaster = server.ProcessId!.Value;

        await server.StopAsync();

        IsRunning(postmaster).ShouldBeFalse();
    }

    [Fact]
    public async Task ASecondServerOnTheSameFolderIsRefused()
    {
        await using var first = await StartAsync();

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());

        error.Message.ShouldStartWith($"Another Reflector server is already using {_home.FullName}: ");
        (await ScalarAsync(first, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task APostgresLeftBehindByAKilledServerIsReplaced()
    {
        await using (var first = await StartAsync())
            await ScalarAsync(first, "CREATE TABLE t AS SELECT 'kept' AS word; SELECT 1");
        var orphan = await StartOrphanAsync();

        await using var server = await StartAsync();

        IsRunning(orphan).ShouldBeFalse();
        server.ProcessId.ShouldNotBe(orphan);
        (await ScalarAsync(server, "SELECT word FROM t")).ShouldBe("kept");
    }

    [Fact]
    public async Task APidFileThatNamesAnotherProgramDoesNotBlockTheStart()
    {
        await using (await StartAsync()) { }
        var pidFile = Path.Combine(DataDirectory, "postmaster.pid");
        // A program of the user that PostgreSQL runs as: the one case in which PostgreSQL itself gives up.
        using var other = Process.Start(AsAccount("sleep", "300"))!;
        try
        {
            File.WriteAllText(pidFile, $"{other.Id}\n{DataDirectory}\n1700000000\n5432\n{DataDirectory}\n\n\nready\n");
            await new PostgresCluster(DataDirectory, ClusterSeed.Binaries, Programs).OwnAsync(DataDirectory, default);

            await using var server = await StartAsync();

            (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
            other.HasExited.ShouldBeFalse();
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task AStalePidFileDoesNotBlockTheStart()
    {
        await using (await StartAsync()) { }
        foreach (var content in new[] { "", "4194304\n", "not a number\n" })
        {
            File.WriteAllText(Path.Combine(DataDirectory, "postmaster.pid"), content);

            await using var server = await StartAsync();

            (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task AKilledPostmasterComesBackByItselfWithAllThatWasCommitted()
    {
        await using var server = await StartAsync(durable: true);
        await ScalarAsync(server, "CREATE TABLE t AS SELECT 'kept' AS word; SELECT 1");
        var first = server.ProcessId!.Value;

        Kill(first);
        var second = await EventuallyAsync(
            server,
            () => Task.FromResult<object?>(server.ProcessId is { } id && id != first ? id : null)
        );

        second.ShouldNotBe(first);
        (await EventuallyAsync(server, async () => await ScalarAsync(server, "SELECT word FROM t"))).ShouldBe("kept");
    }

    [Fact]
    public async Task SettingsOfOnesOwnAreTakenAtTheNextStart()
    {
        await using (await StartAsync()) { }
        File.WriteAllText(Path.Combine(DataDirectory, "postgresql.local.conf"), "work_mem = '19MB'\n");

        await using var server = await StartAsync();

        (await ScalarAsync(server, "SHOW work_mem")).ShouldBe("19MB");
    }

    [Fact]
    public async Task AFirstStartThatWasBrokenOffIsDoneAgain()
    {
        var half = Directory.CreateDirectory(DataDirectory + ".new");
        File.WriteAllText(Path.Combine(half.FullName, "PG_VERSION"), "18\n");

        await using var server = await StartAsync();

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
        Directory.Exists(half.FullName).ShouldBeFalse();
    }

    [Fact]
    public async Task AFolderOfAnotherVersionIsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(DataDirectory);
        File.WriteAllText(Path.Combine(DataDirectory, "PG_VERSION"), "15\n");

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());

        error.Message.ShouldStartWith(
            $"The database in {DataDirectory} is of PostgreSQL 15 and this Reflector comes with PostgreSQL 18: "
        );
        Directory.GetFiles(DataDirectory).Length.ShouldBe(1);
    }

    [Fact]
    public async Task AFolderOfOtherFilesIsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(DataDirectory);
        File.WriteAllText(Path.Combine(DataDirectory, "thesis.txt"), "mine");

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());

        error.Message.ShouldStartWith($"The folder {DataDirectory} holds files but no PostgreSQL database: ");
        File.ReadAllText(Path.Combine(DataDirectory, "thesis.txt")).ShouldBe("mine");
    }

    [Fact]
    public async Task ADamagedClusterIsReportedWithItsLog()
    {
        await using (await StartAsync()) { }
        File.Delete(Path.Combine(DataDirectory, "global", "pg_control"));

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());

        error.Message.ShouldStartWith($"PostgreSQL could not start on {DataDirectory}: ");
        error.Message.ShouldContain("pg_control");
        error.Message.ShouldEndWith(Path.Combine(DataDirectory, "server.log") + ".");
    }

    [Fact]
    public async Task AStartThatFailedGivesTheFolderFree()
    {
        Directory.CreateDirectory(DataDirectory);
        var stranger = Path.Combine(DataDirectory, "stranger");
        File.WriteAllText(stranger, "");
        await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());
        File.Delete(stranger);

        await using var server = await StartAsync();

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    [Theory]
    [InlineData("\"$(touch x)\" `a` \\ ; & 100% 'Ärger'")]
    [InlineData("a,comma:colon")]
    public async Task AnyFolderNameWillDo(string name)
    {
        var folder = Path.Combine(_home.FullName, name, "postgres");

        await using var server = await StartInAsync(folder);

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task APathTooLongForASocketGetsAPrivateFolderThatGoesAway()
    {
        var folder = Path.Combine(_home.FullName, new string('x', 120), "postgres");
        var server = await StartInAsync(folder);
        var socketFolder = Path.GetDirectoryName(Socket(server))!;

        (await ScalarAsync(server, "SELECT 1")).ShouldBe(1);
        socketFolder.ShouldStartWith(Path.GetTempPath());
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(socketFolder)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await server.DisposeAsync();

        Directory.Exists(socketFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task WithoutItsProgramsItSaysWhatToDo()
    {
        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() =>
            EmbeddedPostgres.StartAsync(
                new() { DataDirectory = DataDirectory, BinariesDirectory = _home.FullName },
                NullLogger.Instance
            )
        );

        error.Message.ShouldBe(
            $"PostgreSQL is not in {_home.FullName}: run eng/setup, or set DATABASE_URL to a PostgreSQL server."
        );
    }

    [Fact]
    public async Task AsRootAParentThatNobodyMayEnterIsNamed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        if (OperatingSystem.IsWindows())
            return;
        var closed = Directory.CreateDirectory(
            Path.Combine(_home.FullName, "closed"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() =>
            StartInAsync(Path.Combine(closed.FullName, "data", "postgres"))
        );

        error.Message.ShouldBe(
            "PostgreSQL cannot run as root, and the user nobody that it runs as instead may not enter "
                + $"{closed.FullName}: start with DATA_DIR=/var/lib/reflector ./run, or as an ordinary user."
        );
    }

    [Theory]
    [InlineData("2M")]
    [InlineData("30M")]
    public async Task AFullDiskAtTheFirstStartIsNamed(string size)
    {
        using var disk = await SmallDisk.MountAsync(Path.Combine(_home.FullName, "disk"), size);

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() =>
            StartInAsync(Path.Combine(disk.Folder, "postgres"))
        );

        error.Message.ShouldStartWith("The disk that holds ");
        error.Message.ShouldEndWith(" is full: free some space and start again.");
    }

    [Fact]
    public async Task AFullDiskAtALaterStartIsNamedAndNothingIsLost()
    {
        using var disk = await SmallDisk.MountAsync(Path.Combine(_home.FullName, "disk"), "200M");
        var folder = Path.Combine(disk.Folder, "postgres");
        await using (var first = await StartInAsync(folder))
            await ScalarAsync(first, "CREATE TABLE t AS SELECT 'kept' AS word; SELECT 1");
        var filler = disk.Fill();

        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartInAsync(folder));
        error.Message.ShouldEndWith(" is full: free some space and start again.");
        File.Delete(filler);

        await using var second = await StartInAsync(folder);
        (await ScalarAsync(second, "SELECT word FROM t")).ShouldBe("kept");
    }

    [Fact]
    public async Task TheLogDoesNotGrowWithoutEnd()
    {
        await using var server = await StartAsync(logLimit: 20_000);
        for (var i = 0; i < 30; i++)
        {
            await Should.ThrowAsync<PostgresException>(() =>
                ScalarAsync(server, $"SELECT nothing /* {new string('x', 2000)} number {i} */")
            );
        }

        var length = await EventuallyAsync(
            server,
            () => Task.FromResult<object?>(new FileInfo(server.LogFile).Length is var now && now <= 20_000 ? now : null)
        );

        ((long)length).ShouldBeGreaterThan(0);
        File.ReadAllText(server.LogFile).ShouldContain("number 29");
    }

    private static PostgresPrograms Programs => new(ClusterSeed.Binaries, PostgresAccount.Choose());

    private async Task<EmbeddedPostgres> StartAsync(bool durable = false, long logLimit = 1_000_000)
    {
        if (!Path.Exists(DataDirectory) && !Path.Exists(DataDirectory + ".new"))
            await seed.CopyToAsync(DataDirectory);
        return await StartInAsync(DataDirectory, durable, logLimit);
    }

    private static Task<EmbeddedPostgres> StartInAsync(
        string folder,
        bool durable = false,
        long logLimit = 1_000_000
    ) =>
        EmbeddedPostgres.StartAsync(
            new()
            {
                DataDirectory = folder,
                BinariesDirectory = ClusterSeed.Binaries,
                Durable = durable,
                LogLimit = logLimit,
                SupervisionInterval = TimeSpan.FromMilliseconds(50),
            },
            NullLogger.Instance
        );

    // What a server killed with kill -9 leaves: its PostgreSQL goes on, its lock on the folder is gone.
    private async Task<int> StartOrphanAsync()
    {
        var result = await Programs.RunAsync(
            "pg_ctl",
            ["start", "-w", "-s", "-l", "server.log"],
            DataDirectory,
            default
        );
        result.Succeeded.ShouldBeTrue(result.Output);
        return Postmaster.Read(DataDirectory)!.ProcessId;
    }

    private static ProcessStartInfo AsAccount(string program, params string[] arguments)
    {
        var line = PostgresAccount.Choose().CommandLine(program, arguments);
        return new(line[0], line.Skip(1));
    }

    private static string Socket(EmbeddedPostgres server) =>
        Path.Combine(new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!, ".s.PGSQL.5432");

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited && !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ");
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    private static async Task<object?> ScalarAsync(EmbeddedPostgres server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }
        );
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<object> EventuallyAsync(EmbeddedPostgres server, Func<Task<object?>> look)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"It did not come about within 20 s. The server's log: {File.ReadAllText(server.LogFile)}");
            await poll.WaitForNextTickAsync();
            try
            {
                if (await look() is { } found)
                    return found;
            }
            catch (NpgsqlException)
            {
                // Not up yet.
            }
        }
    }
}
