using System.Diagnostics;

namespace Reflector.Media.Tests;

/// <summary>The media processes that this test run has started, found by the file they work on.</summary>
internal static class ChildProcesses
{
    public static int Reading(string path) => AllReading(path).Single();

    public static IEnumerable<int> AllReading(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
                continue;
            if (TryRead(Path.Combine(folder, "cmdline")).Split('\0').Contains("file:" + path) && IsOurs(folder))
                yield return id;
        }
    }

    public static async Task Signal(int processId, string signal)
    {
        using var kill = Process.Start("kill", [signal, processId.ToString()]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private static bool IsOurs(string folder) =>
        TryRead(Path.Combine(folder, "status")).Contains($"PPid:\t{Environment.ProcessId}\n");

    private static string TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
