using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Server.Configuration;
using Reflector.Server.Database.Embedded;

namespace Reflector.Server.Tests.Database.Embedded;

/// <summary>A cluster after its first start, for the tests that begin there: copying one is quicker.</summary>
public sealed class ClusterSeed : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = OpenFolder();

    internal static string Binaries => RuntimePieces.Locate().PostgreSql;

    private string Cluster => Path.Combine(_folder.FullName, "postgres");

    /// <summary>A temp folder that PostgreSQL's user may pass through when the tests run as root.</summary>
    internal static DirectoryInfo OpenFolder()
    {
        var folder = Directory.CreateTempSubdirectory("reflector-pg-tests-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        return folder;
    }

    public async ValueTask InitializeAsync()
    {
        await using var server = await EmbeddedPostgres.StartAsync(
            new()
            {
                DataDirectory = Cluster,
                BinariesDirectory = Binaries,
                Durable = false,
            },
            NullLogger.Instance
        );
    }

    public async Task CopyToAsync(string folder)
    {
        using var copy = Process.Start("cp", ["-a", Cluster, folder]);
        await copy.WaitForExitAsync();
        copy.ExitCode.ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
