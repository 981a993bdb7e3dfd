namespace Reflector.Server.Database.Embedded;

/// <summary>
/// The cluster's three configuration files, written anew at each start. What somebody wants otherwise goes into
/// <c>postgresql.local.conf</c> beside them.
/// </summary>
internal static class PostgresConfiguration
{
    public const string User = "reflector";
    private const string LocalSettings = "postgresql.local.conf";

    /// <summary>
    /// A sixteenth of the memory that this process may use, 128 MiB to 1 GiB: recognising speech needs most of it, and
    /// searching a large library reads a few thousand pages that should be here.
    /// </summary>
    private static long BufferMegabytes =>
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16 / (1024 * 1024), 128, 1024);

    public static void Write(string dataDirectory, string socketDirectory, bool durable)
    {
        Replace(dataDirectory, "postgresql.conf", Settings(dataDirectory, socketDirectory, durable));
        // The kernel tells PostgreSQL who is at the other end of the socket: only our own user gets in.
        Replace(dataDirectory, "pg_hba.conf", $"local all {User} peer map={User}\n");
        Replace(dataDirectory, "pg_ident.conf", $"{User} \"{Environment.UserName}\" {User}\n");
    }

    private static string Settings(string dataDirectory, string socketDirectory, bool durable) =>
        $"""
            # Written by Reflector at each start: put your own settings into postgresql.local.conf.
            listen_addresses = ''
            port = {SocketDirectory.Port}
            unix_socket_directories = '{socketDirectory}'
            unix_socket_permissions = 0700
            cluster_name = 'reflector'
            max_connections = 100
            shared_buffers = {(durable ? BufferMegabytes : 64)}MB
            effective_cache_size = {4 * BufferMegabytes}MB
            work_mem = 8MB
            maintenance_work_mem = 64MB
            random_page_cost = 1.1
            jit = off
            io_method = sync
            wal_level = {(durable ? "replica" : "minimal")}
            max_wal_senders = {(durable ? "4" : "0")}
            min_wal_size = 80MB
            max_wal_size = 512MB
            wal_compression = on
            fsync = {(durable ? "on" : "off")}
            synchronous_commit = {(durable ? "on" : "off")}
            full_page_writes = {(durable ? "on" : "off")}
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            default_text_search_config = 'pg_catalog.english'
            logging_collector = off
            log_line_prefix = '%m [%p] '
            log_checkpoints = off
            {(File.Exists(Path.Combine(dataDirectory, LocalSettings)) ? $"include '{LocalSettings}'" : "")}

            """.ReplaceLineEndings("\n");

    // By rename: a full disk leaves the old file whole.
    private static void Replace(string dataDirectory, string name, string text)
    {
        var path = Path.Combine(dataDirectory, name);
        if (File.Exists(path) && File.ReadAllText(path) == text)
            return;
        var fresh = path + ".new";
        File.WriteAllText(fresh, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                fresh,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead
            );
        File.Move(fresh, path, overwrite: true);
    }
}
