namespace Reflector.Server.Database.Embedded;

/// <summary>Where the embedded PostgreSQL lives and how patient its keeper is.</summary>
internal sealed record EmbeddedPostgresOptions
{
    /// <summary>The cluster's folder; made at the first start. Its parent belongs to us and holds the lock file.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder with <c>bin/postgres</c>, <c>bin/initdb</c> and <c>bin/pg_ctl</c>.</summary>
    public required string BinariesDirectory { get; init; }

    /// <summary>False only for tests: faster, and a crash of the machine may lose the cluster.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How long a start may take, replaying the log after a crash included.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a fast shutdown may take before an immediate one follows.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often the postmaster is looked after.</summary>
    public TimeSpan SupervisionInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The log file is cut when it grows past this many bytes; the newest half is kept.</summary>
    public long LogLimit { get; init; } = 8 * 1024 * 1024;
}
