using System.Diagnostics;

namespace Reflector.Benchmarks.Storage;

internal static class Curl
{
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("curl", ["--silent", "--show-error", "--fail", "--noproxy", "*", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($"curl ended with {process.ExitCode}.");
    }
}
