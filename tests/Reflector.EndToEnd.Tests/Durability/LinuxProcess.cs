using System.Globalization;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>A process as <c>/proc</c> tells of it.</summary>
/// <param name="Started">In clock ticks; tells a process from a later one with the same number.</param>
internal sealed record LinuxProcess(int Id, int ParentId, string Name, string Started)
{
    public static IReadOnlyList<LinuxProcess> All() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                        ? Read(id)
                        : null
                )
                .OfType<LinuxProcess>(),
        ];

    /// <summary>Null when there is no such process, or only a dead one that nobody has buried.</summary>
    public static LinuxProcess? Read(int id)
    {
        try
        {
            // "PID (comm) STATE PPID ..."; the command may hold spaces and brackets.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var nameEnd = stat.LastIndexOf(')');
            var fields = stat[(nameEnd + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new(
                    id,
                    int.Parse(fields[1], CultureInfo.InvariantCulture),
                    stat[(stat.IndexOf('(') + 1)..nameEnd],
                    fields[19]
                );
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Its children, their children and so on.</summary>
    public static IReadOnlyList<LinuxProcess> Descendants(int id)
    {
        var all = All();
        var found = new List<LinuxProcess>();
        var parents = new Queue<int>([id]);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in all.Where(process => process.ParentId == parent))
            {
                found.Add(child);
                parents.Enqueue(child.Id);
            }
        }
        return found;
    }

    public bool IsAlive() => Read(Id) is { } now && now.Started == Started;

    public string CommandLine()
    {
        try
        {
            return File.ReadAllText($"/proc/{Id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
