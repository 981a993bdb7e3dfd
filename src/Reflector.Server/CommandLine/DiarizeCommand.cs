using System.CommandLine;
using System.Runtime.InteropServices;
using Reflector.Server.Diarization;
using Reflector.Server.Models;
using Reflector.Speech;
using Reflector.Speech.Diarization;

namespace Reflector.Server.CommandLine;

/// <summary>
/// The inside of <see cref="DiarizerProcess"/>: 16 kHz mono samples (32-bit floats) on stdin, a JSON message a line on
/// stdout.
/// </summary>
internal static class DiarizeCommand
{
    public static Command Create(SettingOptions settings)
    {
        var command = Verb.Create(
            "diarize",
            "Tell the voices in samples from stdin apart; used by the server itself.",
            settings,
            async (bound, _, cancellationToken) =>
            {
                try
                {
                    var models =
                        DiarizationModels.Find(bound.ModelsPath)
                        ?? throw new SpeechException(
                            $"The models for telling voices apart are not in {bound.ModelsPath}. Fetch them with `reflector models pull diarization`."
                        );
                    using var diarizer = new SpeakerDiarizer(
                        new(
                            bound.Pieces.SpeechEngine,
                            models.Segmentation,
                            models.Embedding,
                            Environment.ProcessorCount
                        )
                    );
                    var samples = await ReadAsync(Console.OpenStandardInput(), cancellationToken);
                    Write(new(Turns: diarizer.Diarize(CollectionsMarshal.AsSpan(samples), new LineProgress())));
                    return ExitCodes.Success;
                }
                catch (SpeechException exception)
                {
                    Write(new(Error: exception.Message));
                    return ExitCodes.Failure;
                }
            }
        );
        command.Hidden = true;
        return command;
    }

    private static async Task<List<float>> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        var samples = new List<float>();
        var buffer = new byte[64 * 1024];
        int read;
        while (
            (read = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken))
            > 0
        )
            samples.AddRange(MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, read - read % sizeof(float))));
        return samples;
    }

    private static void Write(DiarizerMessage message)
    {
        lock (Console.Out)
            Console.Out.WriteLine(message.ToLine());
    }

    private sealed class LineProgress : IProgress<double>
    {
        public void Report(double value) => Write(new(Progress: value));
    }
}
