using System.Diagnostics;
using System.Text;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>The built program as a process of its own, with nothing of our environment but what every program needs.</summary>
internal class ReflectorProcess : IAsyncDisposable
{
    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "PIECES_DIR", "TMPDIR", "LANG"];
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    protected ReflectorProcess(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment,
        string? workingDirectory = null
    )
    {
        var program = System.IO.Path.Combine(AppContext.BaseDirectory, "reflector");
        string[] command = File.Exists(program) ? [program] : ["dotnet", program + ".dll"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? System.IO.Path.GetTempPath(),
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                start.Environment[name] = value;
        }
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static ReflectorProcess Run(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingDirectory = null
    ) => new(arguments, environment, workingDirectory);

    public IReadOnlyList<LinuxProcess> Descendants() => LinuxProcess.Descendants(Id);

    public void Signal(int signal) => Signals.Send(Id, signal);

    /// <summary>The power cord: no handler of the program runs.</summary>
    public async Task KillAsync()
    {
        Signal(Signals.Kill);
        await ExitAsync(TimeSpan.FromSeconds(10));
    }

    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException(
                $"The program did not end within {limit.TotalSeconds} s.\n{Output}\n{Errors}",
                exception
            );
        }
        return _process.ExitCode;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void OnLine(string line) { }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
        OnLine(line);
    }
}
