using System.Diagnostics;

namespace Reflector.Benchmarks.Server;

/// <summary><c>reflector serve</c> as a process of its own, in a folder of its own.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    /// <summary>What Linux counts processor time in.</summary>
    private const int TicksPerSecond = 100;

    private readonly Process _process;

    private ServerUnderTest(Process process, Uri address, TimeSpan startedAfter)
    {
        _process = process;
        Address = address;
        StartedAfter = startedAfter;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to its word that it is ready.</summary>
    public TimeSpan StartedAfter { get; }

    /// <param name="dataFolder">Of its own.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="settings">By name, besides those of the environment.</param>
    public static async Task<ServerUnderTest> StartAsync(
        string dataFolder,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] settings
    )
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "reflector"),
            ["serve", "--urls", "http://127.0.0.1:0", "--data-dir", dataFolder]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        const string ready = "Reflector is ready at ";
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(ready, StringComparison.Ordinal))
                continue;
            var elapsed = Stopwatch.GetElapsedTime(started);
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new(process, new Uri(line[ready.Length..]), elapsed);
        }
        throw new InvalidOperationException("The server ended before it was ready.");
    }

    /// <summary>Resident memory now, in bytes: of the server, and of the server with its recogniser and ffmpeg.</summary>
    public (long Server, long All) ResidentMemory()
    {
        var server = Resident(_process.Id);
        return (server, server + Children(_process.Id).Sum(Resident));
    }

    /// <summary>Resident memory now, in bytes: of a process with its recogniser and ffmpeg.</summary>
    public static long ResidentWithoutDatabase(int process) =>
        Resident(process) + Children(process).Where(child => !IsDatabase(child)).Sum(Resident);

    /// <summary>Of all cores, since the start: of the server with its database and whatever else it started.</summary>
    public TimeSpan ProcessorTime()
    {
        var all = Children(_process.Id).Append(_process.Id).Distinct().Sum(Ticks);
        return TimeSpan.FromSeconds((double)all / TicksPerSecond);
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static IEnumerable<int> Children(int process)
    {
        var children = Directory
            .EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(task =>
                ReadOrEmpty(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            .Select(int.Parse)
            .ToList();
        return children.Concat(children.SelectMany(Children));
    }

    // The name, in parentheses, may hold blanks: the numbers are counted from behind it.
    private static long Ticks(int process) =>
        ReadOrEmpty($"/proc/{process}/stat") is { Length: > 0 } text
        && text[(text.LastIndexOf(')') + 2)..].Split(' ') is { Length: > 13 } fields
            ? long.Parse(fields[11]) + long.Parse(fields[12])
            : 0;

    private static long Resident(int process) =>
        ReadOrEmpty($"/proc/{process}/statm").Split(' ') is [_, var pages, ..]
            ? long.Parse(pages) * Environment.SystemPageSize
            : 0;

    private static bool IsDatabase(int process) =>
        ReadOrEmpty($"/proc/{process}/comm").Contains("postgres", StringComparison.Ordinal);

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
