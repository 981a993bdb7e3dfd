using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Reflector.Speech.Models;
using Reflector.Speech.Native;
using Reflector.Speech.Segmentation;

namespace Reflector.Speech.Embedded;

/// <summary>
/// Recognises in this process. Make one and share it: recordings that are recognised at the same time share its
/// decoders. Nothing is loaded before the first recording.
/// </summary>
public sealed class EmbeddedSpeechRecognizer : ISpeechRecognizer, IDisposable
{
    /// <summary>Progress through silence is reported about this often, in seconds of audio.</summary>
    private const double ProgressStep = 1;

    private readonly EmbeddedSpeechOptions _options;
    private readonly Lazy<SpeechModel> _model;
    private readonly ConcurrentDictionary<string, DecoderPool> _pools = new();
    private readonly WindowRecognizer _recognizer = new();
    private bool _disposed;

    public EmbeddedSpeechRecognizer(EmbeddedSpeechOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Decoders, 1);
        _options = options;
        // A failed attempt is not kept: the files may be there the next time.
        _model = new(Open, LazyThreadSafetyMode.PublicationOnly);
    }

    public string Model => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_options.ModelFolder)));

    /// <summary>Checks that engine, model and voice activity are there and whole, without decoding anything.</summary>
    /// <exception cref="SpeechException">With a sentence that says what is missing.</exception>
    public void Check()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Open();
        using var activity = new VoiceActivityDetector(_options.VoiceActivityModel, new());
    }

    public async IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var pool = PoolFor(options.Language);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The bound holds back the reading of the recording, so that no more than these windows wait in memory.
        var finished = Channel.CreateBounded<Finished>(_options.Decoders * 2);
        var cutting = Task.Run(
            () => CutAsync(audio, options, pool, finished.Writer, stop.Token),
            CancellationToken.None
        );
        try
        {
            await foreach (var (task, position) in finished.Reader.ReadAllAsync(cancellationToken))
            {
                var segment = task is null ? null : await task;
                if (segment is not null)
                    yield return segment;
                options.Progress?.Report(position);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await cutting;
            while (finished.Reader.TryRead(out var left))
                await Task.WhenAny(left.Window ?? Task.CompletedTask);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        foreach (var pool in _pools.Values)
            pool.Dispose();
        _pools.Clear();
    }

    /// <param name="Window">The decoding of a window, or null when this only reports progress.</param>
    /// <param name="Position">Seconds of the recording that are finished with it.</param>
    private readonly record struct Finished(Task<SpeechSegment?>? Window, double Position);

    private async Task CutAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        DecoderPool pool,
        ChannelWriter<Finished> finished,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var cutter = new WindowCutter(new(), VoiceActivityDetector.FrameSamples, SpeechDecoder.SampleRate);
            using var activity = new VoiceActivityDetector(_options.VoiceActivityModel, new());
            var reported = 0.0;
            var frames = SpeechFrames.OfAsync(audio, VoiceActivityDetector.FrameSamples, cancellationToken);
            await foreach (var frame in frames)
            {
                var window = cutter.Push(frame.Span, activity.Accept(frame.Span));
                if (cutter.JustForced)
                    activity.Reset();
                if (window is not null)
                    await AddAsync(window);
                var position = Seconds(cutter.Finished);
                if (position < reported + ProgressStep)
                    continue;
                await finished.WriteAsync(new(null, reported = position), cancellationToken);
            }
            if (cutter.Complete() is { } last)
                await AddAsync(last);
            await finished.WriteAsync(new(null, Seconds(cutter.Length)), cancellationToken);
            finished.Complete();

            ValueTask AddAsync(AudioWindow window) =>
                Seconds(window.End) <= options.SkipUntil
                    ? ValueTask.CompletedTask
                    : finished.WriteAsync(
                        new(DecodeAsync(pool, window, cancellationToken), Seconds(window.End)),
                        cancellationToken
                    );
        }
        catch (Exception e)
        {
            finished.Complete(e);
        }
    }

    private Task<SpeechSegment?> DecodeAsync(
        DecoderPool pool,
        AudioWindow window,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () => pool.UseAsync(decoder => _recognizer.Recognize(decoder, window), cancellationToken),
            cancellationToken
        );

    private DecoderPool PoolFor(string language)
    {
        var model = _model.Value;
        // Only these are told what is spoken; the others know one language or find it out.
        var told = model.Kind is SpeechModelKind.Whisper or SpeechModelKind.SenseVoice ? language : "";
        return _pools.GetOrAdd(told, name => new(model, name, _options.Decoders));
    }

    private SpeechModel Open()
    {
        var model = SpeechModelFolder.Open(_options.ModelFolder);
        OnnxFile.Read(_options.VoiceActivityModel);
        SpeechEngine.Load(_options.EngineFolder);
        return model;
    }

    private static double Seconds(long samples) => (double)samples / SpeechDecoder.SampleRate;
}
