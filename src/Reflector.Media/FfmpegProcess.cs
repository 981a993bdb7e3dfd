using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Reflector.Media;

/// <summary>
/// One run of ffmpeg or ffprobe whose standard output is read as it comes. The process never outlives this object: it is
/// killed on cancellation, on a time limit and on disposal.
/// </summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly MediaLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;
    private readonly BoundedText _errorText = new();
    private readonly Task _errorReading;
    private TimeSpan _waited;
    private volatile bool _timedOut;

    private FfmpegProcess(
        Process process,
        MediaLimits limits,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        _process = process;
        _limits = limits;
        _time = time;
        _logger = logger;
        _cancellation = cancellation;
        _errorReading = _errorText.ReadAllAsync(process.StandardError);
        _timer = time.CreateTimer(_ => GiveUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellation.Register(Kill);
    }

    public static FfmpegProcess Start(
        string program,
        IEnumerable<string> arguments,
        MediaLimits limits,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellation,
        bool takesInput = false
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = takesInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        LimitEnvironment(start);
        try
        {
            var process = Process.Start(start)!;
            logger.LogDebug("Started {Program} as process {ProcessId}", program, process.Id);
            return new(process, limits, time, logger, cancellation);
        }
        catch (Win32Exception e)
        {
            throw new MediaException(
                MediaErrorKind.ToolMissing,
                "ffmpeg cannot be started. Run eng/setup, or install it "
                    + "(Debian and Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg).",
                e.Message,
                e
            );
        }
    }

    /// <summary>Fills the buffer as far as the output goes; fewer bytes than asked for mean that the output has ended.</summary>
    public async Task<int> ReadAsync(Memory<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await ReadAvailableAsync(buffer[filled..]);
            if (read == 0)
                break;
            filled += read;
        }

        return filled;
    }

    /// <summary>As many bytes as there are, 0 at the end of the output.</summary>
    public Task<int> ReadAvailableAsync(Memory<byte> buffer) =>
        LimitAsync(_process.StandardOutput.BaseStream.ReadAsync(buffer, CancellationToken.None).AsTask());

    /// <summary>Writes to the standard input, for as long as the process reads.</summary>
    /// <returns>Whether it was taken; else the end of the process says why not.</returns>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await LimitAsync(
                Task.Run(async () =>
                {
                    await _process.StandardInput.BaseStream.WriteAsync(bytes, CancellationToken.None);
                    return 0;
                })
            );
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Nothing more is written.</summary>
    public void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException e)
        {
            _logger.LogDebug(e, "The media process no longer reads");
        }
    }

    /// <summary>The whole output, for answers known to be short; the process is killed when they are not.</summary>
    public async Task<byte[]> ReadAllAsync(int maxBytes)
    {
        var buffer = new byte[maxBytes + 1];
        var length = await ReadAsync(buffer);
        if (length > maxBytes)
            throw FfmpegFailure.Of(MediaErrorKind.Unsupported, $"more than {maxBytes} bytes of output");
        return buffer[..length];
    }

    /// <summary>Waits for the end and throws unless the process ended well.</summary>
    /// <param name="opened">True when the file is already known to be media.</param>
    /// <returns>The warnings it wrote.</returns>
    public async Task<string> CompleteAsync(bool opened)
    {
        await LimitAsync(
            Task.Run(async () =>
            {
                await _process.WaitForExitAsync(CancellationToken.None);
                await _errorReading;
                return 0;
            })
        );
        var errorText = _errorText.ToString();
        // What fails as the file is closed, ffmpeg tells and then ends as if all were well.
        var isCutShort =
            errorText.Contains("Error writing trailer", StringComparison.Ordinal)
            || errorText.Contains("Error closing file", StringComparison.Ordinal);
        if (_process.ExitCode != 0 || isCutShort)
        {
            var failure = FfmpegFailure.From(_process.ExitCode, errorText, opened);
            _logger.LogWarning("Media process failed, {Kind}: {Detail}", failure.Kind, failure.Detail);
            throw failure;
        }

        if (opened && errorText.Length > 0)
            _logger.LogInformation("Media process warned: {Warnings}", errorText);
        return errorText;
    }

    public async ValueTask DisposeAsync()
    {
        await _registration.DisposeAsync();
        await _timer.DisposeAsync();
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errorReading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    /// <summary>Only the time spent waiting for the process counts; a kill ends the wait by closing the pipe.</summary>
    private async Task<int> LimitAsync(Task<int> step)
    {
        var started = _time.GetTimestamp();
        var left = _limits.Total - _waited;
        var allowed = left < _limits.Stall ? left : _limits.Stall;
        _timer.Change(allowed < TimeSpan.Zero ? TimeSpan.Zero : allowed, Timeout.InfiniteTimeSpan);
        try
        {
            var result = await step;
            ThrowIfStopped();
            return result;
        }
        catch (IOException)
        {
            ThrowIfStopped();
            throw;
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _waited += _time.GetElapsedTime(started);
        }
    }

    private void ThrowIfStopped()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_timedOut)
            throw FfmpegFailure.Of(MediaErrorKind.TimedOut, _errorText.ToString());
    }

    private void GiveUp()
    {
        _timedOut = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            _logger.LogDebug(e, "The media process had already ended");
        }
    }

    private static void LimitEnvironment(ProcessStartInfo start)
    {
        string[] kept = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TMPDIR", "TEMP"];
        var values = kept.Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).ToArray();
        start.Environment.Clear();
        foreach (var (name, value) in values)
        {
            if (value is not null)
                start.Environment[name] = value;
        }

        // The messages of the C library are recognised by their English text.
        start.Environment["LC_ALL"] = "C";
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
    }
}
