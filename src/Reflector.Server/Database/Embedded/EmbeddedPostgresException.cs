namespace Reflector.Server.Database.Embedded;

/// <summary>The embedded PostgreSQL cannot run. The message is one sentence for the person who runs the server.</summary>
internal sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Another server has the cluster.</summary>
    public bool IsInUse { get; init; }
}
