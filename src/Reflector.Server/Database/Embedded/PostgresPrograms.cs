using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Reflector.Server.Database.Embedded;

internal sealed record ProgramResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs the programs of one PostgreSQL installation on one cluster folder.</summary>
internal sealed class PostgresPrograms(string binariesDirectory, PostgresAccount account)
{
    public PostgresAccount Account => account;

    /// <summary>Runs <c>bin/NAME</c> as the account, in the cluster's folder.</summary>
    public Task<ProgramResult> RunAsync(
        string name,
        IEnumerable<string> arguments,
        string dataDirectory,
        CancellationToken cancellationToken,
        string? input = null
    ) =>
        RunCommandAsync(
            account.CommandLine(Path.Combine(binariesDirectory, "bin", name), arguments),
            dataDirectory,
            cancellationToken,
            input
        );

    /// <summary>
    /// Runs any command. The cluster's folder is handed over as PGDATA and never in an argument, because pg_ctl and
    /// initdb paste their arguments unescaped into a shell line.
    /// </summary>
    public static async Task<ProgramResult> RunCommandAsync(
        IReadOnlyList<string> commandLine,
        string? dataDirectory,
        CancellationToken cancellationToken,
        string? input = null
    )
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataDirectory ?? "/",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)))
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        if (dataDirectory is not null)
            start.Environment["PGDATA"] = dataDirectory;

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            return new(127, error.Message);
        }

        var output = new StringBuilder();
        try
        {
            var readOutput = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var readError = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // The program ended without reading; its exit code and output say why.
            }
            output.Append(await readError).Append(await readOutput);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, output.ToString());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: false);
            throw;
        }
    }
}
