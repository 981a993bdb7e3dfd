namespace Reflector.Server.Database.Embedded;

/// <summary>
/// The user PostgreSQL runs as: ourselves, or, because PostgreSQL refuses root, the unprivileged user
/// <c>nobody</c> when we are root.
/// </summary>
internal sealed class PostgresAccount
{
    private const string Nobody = "nobody";
    private readonly string[] _prefix;

    private PostgresAccount(string[] prefix, string? owner) => (_prefix, Owner) = (prefix, owner);

    /// <summary><c>uid:gid</c> that must own the cluster's folder; null when that is ourselves.</summary>
    public string? Owner { get; }

    public static PostgresAccount Choose()
    {
        if (!Environment.IsPrivilegedProcess)
            return new([], owner: null);

        var (uid, gid) = FindNobody();
        if (FindProgram("setpriv") is { } setpriv)
            return new([setpriv, $"--reuid={uid}", $"--regid={gid}", "--clear-groups"], $"{uid}:{gid}");
        if (FindProgram("runuser") is { } runuser)
            return new([runuser, "-u", Nobody, "--"], $"{uid}:{gid}");
        if (FindProgram("su") is { } su)
            return new([su, "-s", "/bin/sh", Nobody, "-c", "exec \"$0\" \"$@\"", "--"], $"{uid}:{gid}");
        throw new EmbeddedPostgresException(
            "PostgreSQL cannot run as root and none of setpriv, runuser and su is installed to run it as nobody; "
                + "start Reflector as an ordinary user."
        );
    }

    /// <summary>The command line that runs <paramref name="program"/> as this user.</summary>
    public IReadOnlyList<string> CommandLine(string program, IEnumerable<string> arguments) =>
        [.. _prefix, program, .. arguments];

    private static (string Uid, string Gid) FindNobody()
    {
        if (File.Exists("/etc/passwd"))
        {
            foreach (var line in File.ReadLines("/etc/passwd"))
            {
                var fields = line.Split(':');
                if (fields.Length > 3 && fields[0] == Nobody)
                    return (fields[2], fields[3]);
            }
        }
        throw new EmbeddedPostgresException(
            "PostgreSQL cannot run as root and this machine has no user nobody to run it as; "
                + "start Reflector as an ordinary user."
        );
    }

    private static string? FindProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
