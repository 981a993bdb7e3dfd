using Npgsql;

namespace Reflector.Server.Database.Embedded;

/// <summary>
/// A PostgreSQL server of our own: started with us, watched over while we run, stopped with us. It is reached through
/// a Unix socket that only our user may use, and listens on no port.
/// </summary>
internal sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan PredecessorLimit = TimeSpan.FromSeconds(30);
    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly PostgresPrograms _programs;
    private readonly PostgresLog _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _stopOnce = new(1);
    private SocketDirectory? _socket;
    private DataDirectoryLock? _lock;
    private Task _supervision = Task.CompletedTask;
    private bool _disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, ILogger logger, TimeProvider time)
    {
        _options = options;
        _logger = logger;
        _time = time;
        _programs = new(options.BinariesDirectory, PostgresAccount.Choose());
        _log = new(options.DataDirectory, options.LogLimit);
    }

    /// <summary>For Npgsql: the database <c>reflector</c>, empty after the first start.</summary>
    public string ConnectionString => ConnectionStringOf(_socket!.Path);

    public string LogFile => _log.Path;

    /// <summary>Of the postmaster; null while it is not running.</summary>
    public int? ProcessId =>
        Postmaster.Read(_options.DataDirectory) is { } found && found.IsAlive() ? found.ProcessId : null;

    /// <summary>
    /// Starts the server, and creates the cluster before when there is none. Ready for connections when it returns.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options,
        ILogger logger,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default
    )
    {
        options = options with
        {
            DataDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataDirectory)),
            BinariesDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.BinariesDirectory)),
        };
        var server = new EmbeddedPostgres(options, logger, timeProvider ?? TimeProvider.System);
        try
        {
            await server.OpenAsync(cancellationToken);
            return server;
        }
        catch (Exception error)
        {
            await server.DisposeAsync();
            if (error is IOException or UnauthorizedAccessException)
                throw PostgresFailure.FolderUnusable(options.DataDirectory, error);
            throw;
        }
    }

    /// <summary>For Npgsql: the database that another process of ours keeps running in this folder; null when none does.</summary>
    public static string? FindRunning(string dataDirectory) =>
        Postmaster.Read(dataDirectory) is { SocketDirectory: { } socket } found && found.IsAlive()
            ? ConnectionStringOf(socket)
            : null;

    /// <summary>Ends all connections and stops the server. Safe to call again.</summary>
    public async Task StopAsync()
    {
        if (_disposed)
            return;
        await _stopOnce.WaitAsync();
        try
        {
            if (_stopping.IsCancellationRequested)
                return;
            await _stopping.CancelAsync();
            await _supervision;
            if (_lock is null)
                return;
            await ShutDownAsync();
            _socket?.Remove();
            _lock.Dispose();
        }
        finally
        {
            _stopOnce.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        await StopAsync();
        _disposed = true;
        _stopping.Dispose();
        _stopOnce.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException(
                "The embedded PostgreSQL runs on Linux and macOS; on Windows set DATABASE_URL to a PostgreSQL server."
            );
        var began = _time.GetTimestamp();
        var home = Path.GetDirectoryName(_options.DataDirectory)!;
        Directory.CreateDirectory(home);
        _lock = DataDirectoryLock.Take(_options.DataDirectory);
        var cluster = new PostgresCluster(_options.DataDirectory, _options.BinariesDirectory, _programs);
        await cluster.PrepareAsync(_options.Durable, cancellationToken);
        await ClearPredecessorAsync();

        _socket = SocketDirectory.Choose(_options.DataDirectory);
        if (_socket.IsTemporary)
            await cluster.OwnAsync(_socket.Path, cancellationToken);
        PostgresConfiguration.Write(_options.DataDirectory, _socket.Path, _options.Durable);
        await LaunchAsync(cancellationToken);
        _logger.LogInformation(
            "PostgreSQL is ready in {DataDirectory} after {Milliseconds} ms",
            _options.DataDirectory,
            (long)_time.GetElapsedTime(began).TotalMilliseconds
        );
        _supervision = SuperviseAsync(_stopping.Token);
    }

    // We hold the lock, so a postmaster that runs here has outlived the server that started it.
    private async Task ClearPredecessorAsync()
    {
        var found = Postmaster.Read(_options.DataDirectory);
        if (found is not null && found.IsAlive())
        {
            _logger.LogInformation(
                "Stopping the PostgreSQL that a killed server left behind ({ProcessId})",
                found.ProcessId
            );
            await ShutDownAsync();
        }
        Postmaster.RemoveStale(_options.DataDirectory, _options.DataDirectory);
        SocketDirectory.RemoveLeftOver(found?.SocketDirectory);
    }

    private static string ConnectionStringOf(string socketDirectory) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketDirectory,
            Port = SocketDirectory.Port,
            Username = PostgresConfiguration.User,
            Database = PostgresConfiguration.User,
        }.ConnectionString;
}
