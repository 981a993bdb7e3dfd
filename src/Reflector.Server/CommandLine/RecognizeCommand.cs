using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Reflector.Server.Http;
using Reflector.Server.Recognition;
using Reflector.Speech;
using Reflector.Speech.Embedded;

namespace Reflector.Server.CommandLine;

/// <summary>
/// The inside of <see cref="RecognizerProcess"/>: <see cref="RecognizerFrame"/>s with 16 kHz mono samples on stdin, a JSON
/// message a line on stdout. Recordings that are open at the same time are recognised at the same time.
/// </summary>
internal static class RecognizeCommand
{
    /// <summary>Blocks that wait for one recording; the bound holds the sender back.</summary>
    private const int MostWaiting = 8;

    public static Command Create(SettingOptions settings)
    {
        var command = Verb.Create(
            "recognize",
            "Recognise samples from stdin; used by the server itself.",
            settings,
            async (bound, _, cancellationToken) =>
            {
                using var recognizer = new EmbeddedSpeechRecognizer(RecognitionServices.EmbeddedOptions(bound));
                await ServeAsync(recognizer, Console.OpenStandardInput(), cancellationToken);
                return ExitCodes.Success;
            }
        );
        command.Hidden = true;
        return command;
    }

    private static async Task ServeAsync(
        EmbeddedSpeechRecognizer recognizer,
        Stream input,
        CancellationToken cancellationToken
    )
    {
        var open = new Dictionary<int, OpenStream>();
        while (await RecognizerFrame.ReadAsync(input, cancellationToken) is var (kind, number, body))
        {
            switch (kind)
            {
                case FrameKind.Open:
                    var options = JsonSerializer.Deserialize<StreamOptions>(body, ApiJson.Options)!;
                    open[number] = new(recognizer, number, options, cancellationToken);
                    break;
                case FrameKind.Samples when open.TryGetValue(number, out var stream):
                    await stream.AddAsync(MemoryMarshal.Cast<byte, float>(body).ToArray());
                    break;
                case FrameKind.End when open.Remove(number, out var stream):
                    stream.End();
                    break;
                case FrameKind.Drop when open.Remove(number, out var stream):
                    await stream.DropAsync();
                    break;
            }
        }
        // Nobody is there any more to read what would come.
        foreach (var stream in open.Values)
            await stream.DropAsync();
    }

    private static void Write(RecognizerMessage message)
    {
        lock (Console.Out)
            Console.Out.WriteLine(message.ToLine());
    }

    private sealed class OpenStream : IProgress<double>
    {
        private readonly Channel<ReadOnlyMemory<float>> _audio = Channel.CreateBounded<ReadOnlyMemory<float>>(
            MostWaiting
        );
        private readonly CancellationTokenSource _stop;
        private readonly int _number;

        public OpenStream(
            EmbeddedSpeechRecognizer recognizer,
            int number,
            StreamOptions options,
            CancellationToken cancellationToken
        )
        {
            _number = number;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _ = Task.Run(() => RunAsync(recognizer, options), CancellationToken.None);
        }

        public async Task AddAsync(ReadOnlyMemory<float> samples)
        {
            try
            {
                await _audio.Writer.WriteAsync(samples, _stop.Token);
            }
            catch (Exception exception) when (exception is ChannelClosedException or OperationCanceledException)
            {
                // It has failed, which was said, or is not wanted any more.
            }
        }

        public void End() => _audio.Writer.TryComplete();

        public Task DropAsync() => _stop.CancelAsync();

        public void Report(double value) => Write(new(_number, Progress: value));

        private async Task RunAsync(EmbeddedSpeechRecognizer recognizer, StreamOptions options)
        {
            try
            {
                await foreach (
                    var segment in recognizer.RecognizeAsync(
                        _audio.Reader.ReadAllAsync(_stop.Token),
                        new(options.Language, this, options.SkipUntil),
                        _stop.Token
                    )
                )
                    Write(new(_number, Segment: segment));
                Write(new(_number, IsDone: true));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Nobody listens.
            }
            catch (SpeechException exception)
            {
                Write(new(_number, Error: exception.Message));
            }
            finally
            {
                _audio.Writer.TryComplete();
            }
        }
    }
}
