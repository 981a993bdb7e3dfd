using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reflector.Server.Configuration;
using Reflector.Server.Hosting;
using Reflector.Speech;

namespace Reflector.Server.Recognition;

/// <summary>
/// The embedded recogniser in a process of its own (<c>reflector recognize</c>): a crash in native code, or more memory
/// than the machine has, ends one attempt at one recording and not the server. Samples go in, segments come out.
/// </summary>
internal sealed class RecognizerProcess(ReflectorSettings settings, ILogger<RecognizerProcess> logger)
    : ISpeechRecognizer
{
    public string Model { get; } = RecognitionServices.ModelName(settings);

    public async IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var process = Start(options);
        await using var kill = stop.Token.Register(() => Kill(process));
        var complaint = ReadLastLineAsync(process.StandardError);
        var feeding = FeedAsync(process, audio, stop.Token);
        var isDone = false;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                var message = RecognizerMessage.Parse(line);
                if (message.Error is { } sentence)
                    throw new SpeechException(sentence);
                if (message.Progress is { } seconds)
                    options.Progress?.Report(seconds);
                if (message.Segment is { } segment)
                    yield return segment;
                isDone |= message.IsDone;
            }
            // A recording that cannot be read is the reason to tell, not what followed from it.
            await feeding;
            await process.WaitForExitAsync(cancellationToken);
            if (!isDone)
                throw Crashed(process, await complaint);
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Start(RecognitionOptions options)
    {
        var start = OwnProgram.Start(
            "recognize",
            "--language",
            options.Language,
            "--skip-until",
            options.SkipUntil.ToString("R")
        );
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

    private static async Task FeedAsync(
        Process process,
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (var block in audio.WithCancellation(cancellationToken))
                await process.StandardInput.BaseStream.WriteAsync(ToBytes(block), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process no longer reads; its end says why.
        }
        catch
        {
            // Without an end of its input the process would take a broken recording for a short one.
            Kill(process);
            throw;
        }
    }

    private static ReadOnlyMemory<byte> ToBytes(ReadOnlyMemory<float> samples) =>
        MemoryMarshal.AsBytes(samples.Span).ToArray();

    private static async Task<string> ReadLastLineAsync(StreamReader reader)
    {
        var last = "";
        while (await reader.ReadLineAsync() is { } line)
            last = line;
        return last;
    }

    private SpeechException Crashed(Process process, string complaint)
    {
        logger.LogError("The recogniser ended with code {Code}: {Complaint}", process.ExitCode, complaint);
        return new("The speech recogniser stopped unexpectedly. What it had finished is kept.");
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
