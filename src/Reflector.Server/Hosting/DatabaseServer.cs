using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Database.Embedded;

namespace Reflector.Server.Hosting;

/// <summary>PostgreSQL for this process: the embedded one, started and stopped with it, or the one that is set.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private DatabaseServer(string connectionString, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        _embedded = embedded;
    }

    public string ConnectionString { get; }

    public bool IsEmbedded => _embedded is not null;

    public static async Task<DatabaseServer> StartAsync(
        ReflectorSettings settings,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        if (settings.DatabaseUrl is { } url && DatabaseUrl.TryParse(url, out var connectionString))
            return new(connectionString, null);
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = Path.Combine(settings.DataPath, "postgres"),
            BinariesDirectory = settings.Pieces.PostgreSql,
        };
        var embedded = await EmbeddedPostgres.StartAsync(options, logger, TimeProvider.System, cancellationToken);
        return new(embedded.ConnectionString, embedded);
    }

    /// <summary>The same, but while a server of this data folder runs, its embedded one.</summary>
    public static async Task<DatabaseServer> ReachAsync(
        ReflectorSettings settings,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await StartAsync(settings, logger, cancellationToken);
        }
        catch (EmbeddedPostgresException exception) when (exception.IsInUse)
        {
            return EmbeddedPostgres.FindRunning(Path.Combine(settings.DataPath, "postgres")) is { } connectionString
                ? new(connectionString, null)
                : throw new EmbeddedPostgresException(
                    "The server of this data folder is starting or stopping: try again in a moment.",
                    exception
                );
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
