using System.Diagnostics;

namespace Reflector.Server.Hosting;

/// <summary>This program, to be started once more as a process of its own.</summary>
internal static class OwnProgram
{
    // What a child needs of our environment; passwords and keys are not among it.
    private static readonly string[] Inherited =
    [
        "PATH",
        "HOME",
        "TMPDIR",
        "LANG",
        "DOTNET_ROOT",
        "XDG_CACHE_HOME",
        "LD_LIBRARY_PATH",
        "SystemRoot",
        "USERPROFILE",
        "TEMP",
    ];

    /// <summary>A start with redirected streams and a bare environment.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var native = Path.Combine(
            AppContext.BaseDirectory,
            OperatingSystem.IsWindows() ? "reflector.exe" : "reflector"
        );
        string[] command = File.Exists(native)
            ? [native]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, "reflector.dll")];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }
        return start;
    }
}
