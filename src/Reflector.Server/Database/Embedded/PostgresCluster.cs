using System.Globalization;

namespace Reflector.Server.Database.Embedded;

/// <summary>The cluster's folder: made once, then checked at each start.</summary>
internal sealed class PostgresCluster(string dataDirectory, string binariesDirectory, PostgresPrograms programs)
{
    /// <summary>Makes sure of a cluster of the right version that PostgreSQL's user may enter.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be used or made.</exception>
    public async Task PrepareAsync(bool durable, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(binariesDirectory, "bin", "postgres")))
            throw new EmbeddedPostgresException(
                $"PostgreSQL is not in {binariesDirectory}: run eng/setup, or set DATABASE_URL to a PostgreSQL server."
            );
        var home = Path.GetDirectoryName(dataDirectory)!;
        await OpenTheWayAsync(home, cancellationToken);
        await CheckAccessAsync(Path.Combine(binariesDirectory, "bin"), "PIECES_DIR=/var/cache/reflector/pieces");

        var version = await ProgramVersionAsync(cancellationToken);
        var fresh = dataDirectory + ".new";
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);

        var versionFile = Path.Combine(dataDirectory, "PG_VERSION");
        if (!CanRead(versionFile))
        {
            if (Directory.Exists(dataDirectory) && Directory.EnumerateFileSystemEntries(dataDirectory).Any())
                throw new EmbeddedPostgresException(
                    $"The folder {dataDirectory} holds files but no PostgreSQL database: "
                        + "move it aside, or set DATA_DIR to another folder."
                );
            await CreateAsync(fresh, durable, cancellationToken);
            return;
        }

        var found = (await File.ReadAllTextAsync(versionFile, cancellationToken)).Trim();
        if (found != version)
            throw new EmbeddedPostgresException(
                $"The database in {dataDirectory} is of PostgreSQL {found} and this Reflector comes with PostgreSQL "
                    + $"{version}: start the Reflector version that made it, dump its database with pg_dump and load "
                    + "that into a new DATA_DIR, or serve it from a PostgreSQL "
                    + $"{found} server named in DATABASE_URL."
            );
        await OwnAsync(dataDirectory, cancellationToken);

        async Task CheckAccessAsync(string folder, string fix)
        {
            if (programs.Account.Owner is not null)
                await CheckTraversableAsync(folder, fix, cancellationToken);
        }
    }

    /// <summary>Gives a folder and all in it to PostgreSQL's user, when that is not ourselves.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (programs.Account.Owner is not { } owner)
            return;
        var result = await PostgresPrograms.RunCommandAsync(
            ["chown", "-R", owner, folder],
            dataDirectory: null,
            cancellationToken
        );
        if (!result.Succeeded)
            throw new EmbeddedPostgresException(
                $"The folder {folder} cannot be given to the user {owner} that PostgreSQL runs as: {result.Output.Trim()}"
            );
    }

    private async Task OpenTheWayAsync(string home, CancellationToken cancellationToken)
    {
        if (programs.Account.Owner is null || OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(home, File.GetUnixFileMode(home) | UnixFileMode.OtherExecute);
        await CheckTraversableAsync(home, "DATA_DIR=/var/lib/reflector", cancellationToken);
    }

    private async Task CheckTraversableAsync(string folder, string fix, CancellationToken cancellationToken)
    {
        var chain = new List<string>();
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
            chain.Insert(0, at);
        const string Script = "for d; do [ -x \"$d\" ] || { printf %s \"$d\"; exit 1; }; done";
        var result = await PostgresPrograms.RunCommandAsync(
            programs.Account.CommandLine("/bin/sh", ["-c", Script, "sh", .. chain]),
            dataDirectory: null,
            cancellationToken
        );
        if (!result.Succeeded)
            throw new EmbeddedPostgresException(
                "PostgreSQL cannot run as root, and the user nobody that it runs as instead may not enter "
                    + $"{result.Output.Trim()}: start with {fix} ./run, or as an ordinary user."
            );
    }

    private async Task<string> ProgramVersionAsync(CancellationToken cancellationToken)
    {
        // "postgres (PostgreSQL) 18.4"
        var result = await PostgresPrograms.RunCommandAsync(
            programs.Account.CommandLine(Path.Combine(binariesDirectory, "bin", "postgres"), ["--version"]),
            dataDirectory: null,
            cancellationToken
        );
        var word = result.Output.Trim().Split(' ')[^1].Split('.')[0];
        if (!result.Succeeded || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new EmbeddedPostgresException(
                $"The PostgreSQL in {binariesDirectory} does not run on this machine ({result.Output.Trim()}): "
                    + "set DATABASE_URL to a PostgreSQL server."
            );
        return word;
    }

    private async Task CreateAsync(string fresh, bool durable, CancellationToken cancellationToken)
    {
        try
        {
            await InitialiseAsync(fresh, durable, cancellationToken);
            var created = await programs.RunAsync(
                "postgres",
                ["--single", .. durable ? [] : (string[])["-F"], "postgres"],
                fresh,
                cancellationToken,
                $"CREATE DATABASE {PostgresConfiguration.User};\n"
            );
            if (!created.Succeeded || created.Output.Contains("ERROR:", StringComparison.Ordinal))
                throw PostgresFailure.InitialisationFailed(dataDirectory, created.Output);
            if (Directory.Exists(dataDirectory))
                Directory.Delete(dataDirectory);
            Directory.Move(fresh, dataDirectory);
        }
        catch
        {
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
            throw;
        }
    }

    // Collation and case are PostgreSQL's own C.UTF-8, the same on every machine; the full-text parser and trigrams
    // still ask the C library what a letter is, and with plain C they take every sign outside ASCII for one.
    private async Task InitialiseAsync(string fresh, bool durable, CancellationToken cancellationToken)
    {
        string[] letters = OperatingSystem.IsMacOS() ? ["en_US.UTF-8", "C"] : ["C.UTF-8", "en_US.UTF-8", "C"];
        foreach (var locale in letters)
        {
            Directory.CreateDirectory(fresh);
            await OwnAsync(fresh, cancellationToken);
            var result = await programs.RunAsync(
                "initdb",
                [
                    $"--username={PostgresConfiguration.User}",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--lc-collate=C",
                    $"--lc-ctype={locale}",
                    "--lc-messages=C",
                    "--auth-local=peer",
                    "--auth-host=reject",
                    "--no-instructions",
                    .. durable ? [] : (string[])["--no-sync"],
                ],
                fresh,
                cancellationToken
            );
            if (result.Succeeded)
                return;
            if (!PostgresFailure.IsUnknownLocale(result.Output) || locale == letters[^1])
                throw PostgresFailure.InitialisationFailed(dataDirectory, result.Output);
            Directory.Delete(fresh, recursive: true);
        }
    }

    private bool CanRead(string file)
    {
        try
        {
            using var _ = File.OpenRead(file);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException(
                $"The database in {dataDirectory} belongs to another user: start Reflector as that user or as root, "
                    + "or set DATA_DIR to another folder.",
                error
            );
        }
    }
}
