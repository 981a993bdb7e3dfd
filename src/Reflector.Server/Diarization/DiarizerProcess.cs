using System.Diagnostics;
using System.Runtime.InteropServices;
using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Hosting;
using Reflector.Server.Models;
using Reflector.Speech.Diarization;
using Reflector.Storage;

namespace Reflector.Server.Diarization;

/// <summary>
/// The engine's way of telling voices apart, in a process of its own (<c>reflector diarize</c>): it needs the whole
/// recording in memory, and models that it cannot use end it.
/// </summary>
internal sealed class DiarizerProcess(
    ReflectorSettings settings,
    IObjectStore store,
    FfmpegMedia media,
    ILogger<DiarizerProcess> logger
) : IDiarizer
{
    public string? Missing =>
        DiarizationModels.Find(settings.ModelsPath) is null
            ? "Voices are not told apart in a mixed recording: all words belong to one unknown speaker. "
                + "With `reflector models pull diarization`, or a service in DIARIZATION_URL, they are."
            : null;

    public async Task<IReadOnlyList<SpeakerTurn>> DiarizeAsync(
        DiarizedRecording recording,
        IProgress<double> progress,
        CancellationToken cancellationToken
    )
    {
        await using var file = await store.OpenLocalAsync(recording.AudioKey, cancellationToken);
        var start = OwnProgram.Start("diarize");
        start.Environment["PIECES_DIR"] = settings.Pieces.Root;
        start.Environment["MODELS_DIR"] = settings.ModelsPath;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var process =
            Process.Start(start) ?? throw new DiarizationException("Telling voices apart could not be started.");
        await using var kill = stop.Token.Register(() => Kill(process));
        var complaint = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var feeding = FeedAsync(process, media.DecodeAsync(file.Path, stop.Token), stop.Token);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                var message = DiarizerMessage.Parse(line);
                if (message.Error is { } sentence)
                    throw new DiarizationException(sentence);
                if (message.Progress is { } share)
                    progress.Report(share);
                if (message.Turns is { } turns)
                    return turns;
            }
            await feeding;
            await process.WaitForExitAsync(cancellationToken);
            logger.LogError(
                "Telling voices apart ended with code {Code}: {Complaint}",
                process.ExitCode,
                (await complaint).Trim().Split('\n')[^1]
            );
            throw new DiarizationException(
                "Telling voices apart stopped unexpectedly. Fetch its models again with `reflector models pull diarization`."
            );
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await process.WaitForExitAsync(CancellationToken.None);
        }
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
                await process.StandardInput.BaseStream.WriteAsync(
                    MemoryMarshal.AsBytes(block.Span).ToArray(),
                    cancellationToken
                );
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process no longer reads; its end says why.
        }
        catch
        {
            Kill(process);
            throw;
        }
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
