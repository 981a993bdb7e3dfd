using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Reflector.Server.Configuration;
using Reflector.Server.Hosting;
using Reflector.Server.Http;
using Reflector.Speech;

namespace Reflector.Server.Recognition;

/// <summary>
/// One process that recognises one or several recordings, at the same time if asked: they share its decoders and its
/// memory. When it crashes, all that it had in hand end with the same sentence.
/// </summary>
internal sealed class RecognizerProcessSession(string model, ReflectorSettings settings, ILogger logger)
    : RecognitionSession
{
    private readonly Lock _starting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<int, Channel<RecognizerMessage>> _streams = new();
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private int _lastStream;
    private bool _ended;

    public override string Model => model;

    public override async IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (stream, messages, process) = Begin();
        // Native code that hangs cannot be asked to stop.
        await using var kill = cancellationToken.Register(() => Kill(process));
        var feeding = FeedAsync(process, stream, messages, audio, options, stop.Token);
        var isDone = false;
        try
        {
            await foreach (var message in messages.Reader.ReadAllAsync(cancellationToken))
            {
                if (message.Error is { } sentence)
                    throw new SpeechException(sentence);
                if (message.Progress is { } seconds)
                    options.Progress?.Report(seconds);
                if (message.Segment is { } segment)
                    yield return segment;
                isDone |= message.IsDone;
            }
            await feeding;
        }
        finally
        {
            _streams.TryRemove(stream, out _);
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!isDone)
                await TryWriteAsync(process, RecognizerFrame.Make(FrameKind.Drop, stream, []), CancellationToken.None);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            await _reading;
            process.Dispose();
        }
        _writing.Dispose();
    }

    private (int Stream, Channel<RecognizerMessage> Messages, Process Process) Begin()
    {
        lock (_starting)
        {
            // After a crash whoever comes next gets another process.
            if (_process is null || _ended)
            {
                _process?.Dispose();
                _ended = false;
                _process = Start();
                _reading = ReadAsync(_process);
            }
            var stream = ++_lastStream;
            return (stream, _streams[stream] = Channel.CreateUnbounded<RecognizerMessage>(), _process);
        }
    }

    private Process Start()
    {
        var start = OwnProgram.Start("recognize");
        foreach (var (name, value) in RecognitionServices.Environment(settings))
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new SpeechException("The speech recogniser could not be started.");
        try
        {
            // People's requests come first.
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            logger.LogDebug(exception, "The recogniser keeps its priority");
        }
        return process;
    }

    /// <summary>Hands out what the process says, until it ends.</summary>
    private async Task ReadAsync(Process process)
    {
        var complaint = ReadLastLineAsync(process.StandardError);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = RecognizerMessage.Parse(line);
            if (!_streams.TryGetValue(message.Stream, out var messages))
                continue;
            messages.Writer.TryWrite(message);
            if (message.IsDone || message.Error is not null)
                messages.Writer.TryComplete();
        }
        await process.WaitForExitAsync();
        lock (_starting)
        {
            _ended = true;
            if (_streams.IsEmpty)
                return;
        }
        logger.LogError("The recogniser ended with code {Code}: {Complaint}", process.ExitCode, await complaint);
        foreach (var messages in _streams.Values)
            messages.Writer.TryComplete(
                new SpeechException("The speech recogniser stopped unexpectedly. What it had finished is kept.")
            );
    }

    private async Task FeedAsync(
        Process process,
        int stream,
        Channel<RecognizerMessage> messages,
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var opening = JsonSerializer.SerializeToUtf8Bytes(
                new StreamOptions(options.Language, options.SkipUntil),
                ApiJson.Options
            );
            if (!await TryWriteAsync(process, RecognizerFrame.Make(FrameKind.Open, stream, opening), cancellationToken))
                return;
            await foreach (var block in audio.WithCancellation(cancellationToken))
            {
                var frame = RecognizerFrame.Make(FrameKind.Samples, stream, MemoryMarshal.AsBytes(block.Span));
                if (!await TryWriteAsync(process, frame, cancellationToken))
                    return;
            }
            await TryWriteAsync(process, RecognizerFrame.Make(FrameKind.End, stream, []), cancellationToken);
        }
        catch (Exception exception)
        {
            // A recording that cannot be read is the reason to tell, not what follows from it.
            messages.Writer.TryComplete(exception);
        }
    }

    /// <returns>False when the process no longer reads; its end says why.</returns>
    private async Task<bool> TryWriteAsync(Process process, byte[] frame, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            // Half a frame would make nonsense of all that follow.
            await process.StandardInput.BaseStream.WriteAsync(frame, CancellationToken.None);
            await process.StandardInput.BaseStream.FlushAsync(CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static async Task<string> ReadLastLineAsync(StreamReader reader)
    {
        var last = "";
        while (await reader.ReadLineAsync() is { } line)
            last = line;
        return last;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
