namespace Reflector.Server.Database.Embedded;

/// <summary>Turns what PostgreSQL's programs print into one sentence with the way out.</summary>
internal static class PostgresFailure
{
    public static bool IsDiskFull(string output) =>
        output.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
        || output.Contains("Disk quota exceeded", StringComparison.OrdinalIgnoreCase);

    /// <summary>Processes of a killed postmaster still hold its shared memory; they end by themselves.</summary>
    public static bool IsPredecessorEnding(string output) =>
        output.Contains("is still in use", StringComparison.Ordinal)
        || output.Contains("Is another postmaster", StringComparison.Ordinal);

    public static bool IsUnknownLocale(string output) =>
        output.Contains("invalid locale", StringComparison.OrdinalIgnoreCase);

    public static EmbeddedPostgresException DiskFull(string directory, Exception? inner = null) =>
        new($"The disk that holds {directory} is full: free some space and start again.", inner);

    public static EmbeddedPostgresException FolderUnusable(string directory, Exception error) =>
        IsDiskFull(error.Message)
            ? DiskFull(directory, error)
            : new(
                $"The folder {directory} cannot be used ({error.Message}): start Reflector as the user who owns it, "
                    + "or set DATA_DIR to another folder.",
                error
            );

    public static EmbeddedPostgresException InitialisationFailed(string directory, string output) =>
        IsDiskFull(output)
            ? DiskFull(directory)
            : new($"PostgreSQL could not create its database in {directory}: {Reason(output)}");

    public static EmbeddedPostgresException StartFailed(string directory, string output, string logFile) =>
        IsDiskFull(output)
            ? DiskFull(directory)
            : new($"PostgreSQL could not start on {directory}: {Reason(output)} The whole story is in {logFile}.");

    private static string Reason(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] marks = ["PANIC:", "FATAL:", "error:", "ERROR:", "could not"];
        var line = marks
            .Select(mark => lines.LastOrDefault(line => line.Contains(mark, StringComparison.Ordinal)))
            .FirstOrDefault(line => line is not null);
        line ??= lines.LastOrDefault() ?? "it gave no reason";
        foreach (var mark in marks.Take(4))
        {
            var at = line.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
                line = line[(at + mark.Length)..].Trim();
        }
        return line.EndsWith('.') ? line : line + ".";
    }
}
