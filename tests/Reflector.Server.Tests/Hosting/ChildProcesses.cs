using System.Diagnostics;

namespace Reflector.Server.Tests.Hosting;

/// <summary>Processes that servers of this test run have started; there are several, so each is told apart.</summary>
internal static class ChildProcesses
{
    /// <summary>Waits until there is a child with such a command line and environment, and ends it with a signal.</summary>
    public static async Task SignalAsync(string signal, Func<string, string, bool> wanted)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds the process in /proc");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        int? child;
        while ((child = Find(wanted)) is null)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        using var kill = Process.Start("kill", [signal, $"{child}"]);
        await kill.WaitForExitAsync();
    }

    private static int? Find(Func<string, string, bool> wanted)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), out var id)
                && Read(folder, "status").Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal)
                && wanted(Read(folder, "cmdline"), Read(folder, "environ"))
            )
                return id;
        }
        return null;
    }

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
