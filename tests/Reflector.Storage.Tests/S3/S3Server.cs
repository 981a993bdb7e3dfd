using System.Diagnostics;

namespace Reflector.Storage.Tests.S3;

/// <summary>A server from npm that speaks S3, as a process, with the bucket <c>reflector</c>.</summary>
public abstract class S3Server(string kind) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-s3-");
    private Process? _process;

    internal Uri Address { get; private set; } = null!;

    internal string SpoolFolder => Path.Combine(_folder.FullName, "spool");

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("node", ["server.mjs", kind, Path.Combine(_folder.FullName, "buckets")])
        {
            WorkingDirectory = ServersFolder(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        var line = await _process.StandardOutput.ReadLineAsync();
        if (line?.StartsWith("ready ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"{kind} did not start: run eng/setup --test.");
        Address = new Uri(line["ready ".Length..]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        _folder.Delete(recursive: true);
    }

    private static string ServersFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Reflector.slnx")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "S3Servers");
    }
}

public sealed class S3rver() : S3Server("s3rver");

public sealed class Fauxqs() : S3Server("fauxqs");
