using System.Diagnostics;
using System.Globalization;

namespace Reflector.Server.Database.Embedded;

/// <summary>
/// The postmaster that <c>postmaster.pid</c> speaks of. Lines of that file: process id, cluster folder, start time
/// (s since 1970), port, socket folder, listen address, shared memory key and id, status.
/// </summary>
internal sealed record Postmaster(int ProcessId, string? SocketDirectory, string FileText)
{
    /// <summary>Reads <c>postmaster.pid</c>; null when there is none or it is cut short.</summary>
    public static Postmaster? Read(string dataDirectory)
    {
        string text;
        try
        {
            text = File.ReadAllText(PidFile(dataDirectory));
        }
        catch (IOException)
        {
            return null;
        }
        var lines = text.Split('\n');
        return int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new(id, lines.Length > 5 && lines[4].Length > 0 ? lines[4] : null, text)
            : null;
    }

    /// <summary>
    /// Removes the lock files of a postmaster that is gone; call it only with the folder's lock in hand. PostgreSQL
    /// itself stops at a file that is empty, and at a number that a zombie or another program of the user has. Its
    /// second guard, the shared memory of processes that outlive their postmaster, does not need the files.
    /// </summary>
    public static void RemoveStale(string dataDirectory, string socketDirectory)
    {
        if (Read(dataDirectory) is { } found && found.IsAlive())
            return;
        File.Delete(PidFile(dataDirectory));
        if (Directory.Exists(socketDirectory))
            File.Delete(Path.Combine(socketDirectory, $".s.PGSQL.{Embedded.SocketDirectory.Port}.lock"));
    }

    private static string PidFile(string dataDirectory) => Path.Combine(dataDirectory, "postmaster.pid");

    /// <summary>Whether the process is alive and really the postmaster of this cluster.</summary>
    public bool IsAlive() => OperatingSystem.IsLinux() ? IsAliveOnLinux() : IsAliveElsewhere();

    private bool IsAliveOnLinux()
    {
        try
        {
            // "PID (comm) STATE ..."; the command may hold spaces and brackets, so the state is sought from the end.
            var stat = File.ReadAllText($"/proc/{ProcessId}/stat");
            var afterName = stat[(stat.LastIndexOf(')') + 1)..].TrimStart();
            if (afterName.StartsWith('Z') || afterName.StartsWith('X') || !stat.Contains("(postgres)"))
                return false;
            // A postmaster works in its cluster's folder: what lies there is the file we have read.
            var seenByIt = File.ReadAllText($"/proc/{ProcessId}/cwd/postmaster.pid");
            return Identity(seenByIt) == Identity(FileText);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool IsAliveElsewhere()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if (process.HasExited || !process.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
                return false;
            var lines = FileText.Split('\n');
            return lines.Length > 2
                && long.TryParse(lines[2], out var started)
                && (new DateTimeOffset(process.StartTime) - DateTimeOffset.FromUnixTimeSeconds(started)).Duration()
                    < TimeSpan.FromSeconds(10);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Identity(string text) => string.Join('\n', text.Split('\n').Take(3));
}
