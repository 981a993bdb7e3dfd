using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reflector.Server.Recognition;
using Reflector.Speech;
using Reflector.Speech.Embedded;

namespace Reflector.Server.CommandLine;

/// <summary>
/// The inside of <see cref="RecognizerProcess"/>: 16 kHz mono samples (32-bit floats) on stdin, a JSON message a line on
/// stdout.
/// </summary>
internal static class RecognizeCommand
{
    private const int BlockBytes = 64 * 1024;

    public static Command Create(SettingOptions settings)
    {
        var language = new Option<string>("--language") { DefaultValueFactory = _ => "en" };
        var skipUntil = new Option<double>("--skip-until");
        var command = Verb.Create(
            "recognize",
            "Recognise samples from stdin; used by the server itself.",
            settings,
            async (bound, arguments, cancellationToken) =>
            {
                var progress = new LineProgress();
                var options = new RecognitionOptions(
                    arguments.GetValue(language)!,
                    progress,
                    arguments.GetValue(skipUntil)
                );
                try
                {
                    using var recognizer = new EmbeddedSpeechRecognizer(RecognitionServices.EmbeddedOptions(bound));
                    var audio = ReadSamplesAsync(Console.OpenStandardInput(), cancellationToken);
                    await foreach (var segment in recognizer.RecognizeAsync(audio, options, cancellationToken))
                        Write(new(Segment: segment));
                    Write(new(IsDone: true));
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
        command.Options.Add(language);
        command.Options.Add(skipUntil);
        return command;
    }

    private static void Write(RecognizerMessage message)
    {
        lock (Console.Out)
            Console.Out.WriteLine(message.ToLine());
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> ReadSamplesAsync(
        Stream input,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BlockBytes];
        int read;
        while (
            (read = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken))
            > 0
        )
            yield return MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, read - read % sizeof(float))).ToArray();
    }

    private sealed class LineProgress : IProgress<double>
    {
        public void Report(double value) => Write(new(Progress: value));
    }
}
