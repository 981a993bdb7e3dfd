using System.Diagnostics;

namespace Reflector.Fakes.Storage;

/// <summary>A server from npm that speaks S3, as a process, with the bucket <c>reflector</c>.</summary>
public sealed class S3Server : IAsyncDisposable
{
    /// <summary>Whatever it is given as keys.</summary>
    public const string AccessKeyId = "S3RVER";

    public const string SecretAccessKey = "S3RVER";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private S3Server(Process process, DirectoryInfo folder, Uri address)
    {
        (_process, _folder) = (process, folder);
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>A folder that goes with the server.</summary>
    public string Folder => _folder.FullName;

    /// <param name="kind"><c>fauxqs</c> or <c>s3rver</c>.</param>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<S3Server> StartAsync(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-s3-");
        var start = new ProcessStartInfo("node", ["server.mjs", kind, Path.Combine(folder.FullName, "buckets")])
        {
            WorkingDirectory = ServersFolder(),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync();
        return line?.StartsWith("ready ", StringComparison.Ordinal) == true
            ? new(process, folder, new Uri(line["ready ".Length..]))
            : throw new InvalidOperationException($"{kind} did not start: run eng/setup --test.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
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
