using System.Globalization;
using Npgsql;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>A <c>DATA_DIR</c> of a test's own; what still runs in it ends with it.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reflector-durable-");

    public string Path => _folder.FullName;

    public string Cluster => System.IO.Path.Combine(Path, "postgres");

    /// <summary>For the embedded PostgreSQL of the server in this folder, beside the server's own connections.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Cluster,
            Port = 5432,
            Username = "reflector",
            Database = "reflector",
            Pooling = false,
        }.ConnectionString;

    /// <summary>The running postmaster of this folder.</summary>
    public LinuxProcess? Postmaster()
    {
        try
        {
            var file = System.IO.Path.Combine(Cluster, "postmaster.pid");
            var id = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
            var process = LinuxProcess.Read(id);
            return process is not null && Directory.ResolveLinkTarget($"/proc/{id}/cwd", false)?.FullName == Cluster
                ? process
                : null;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Half-written or no longer needed files; empty when all work is done.</summary>
    public IReadOnlyList<string> Leftovers() =>
        [
            .. Files("tmp"),
            .. Files("storage")
                .Where(file =>
                    file.Contains("/incoming/", StringComparison.Ordinal)
                    && !file.EndsWith(".lock", StringComparison.Ordinal)
                ),
            .. Files("storage").Where(file => file.Contains("/uploads/", StringComparison.Ordinal)),
        ];

    public IReadOnlyList<string> Files(string subfolder)
    {
        var folder = System.IO.Path.Combine(Path, subfolder);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)] : [];
    }

    /// <summary>Runs it beside the server.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Postmaster() is { } postmaster)
        {
            // An immediate shutdown: the backends go too.
            Signals.Send(postmaster.Id, Signals.Quit);
            await Eventually.TrueAsync(() => !postmaster.IsAlive(), TimeSpan.FromSeconds(20), "PostgreSQL ends");
        }
        _folder.Delete(recursive: true);
    }
}
