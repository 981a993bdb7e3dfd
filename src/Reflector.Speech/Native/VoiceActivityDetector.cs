using Reflector.Speech.Models;

namespace Reflector.Speech.Native;

/// <summary>The settings of voice activity, found by word error rate (docs/benchmarks.md).</summary>
internal sealed record VoiceActivityOptions(
    float Threshold = 0.3f,
    float MinSilenceSeconds = 0.06f,
    float MinSpeechSeconds = 0.06f
);

/// <summary>Says frame by frame whether somebody speaks (Silero, through the engine).</summary>
internal sealed class VoiceActivityDetector : IDisposable
{
    /// <summary>Samples of one frame, 32 ms at 16 kHz.</summary>
    public const int FrameSamples = 512;

    private const int MaxUnasked = 3;
    private const float LoudShare = 0.06f;

    /// <summary>Of a frame whose samples are all below half a step of 16 bits.</summary>
    private const float Inaudible = FrameSamples * 1.5e-5f * 1.5e-5f;

    private const float LoudestDecay = 0.99f;

    private readonly VoiceActivityHandle _detector;
    private float _loudest;
    private bool _speaking;
    private int _unasked;

    /// <exception cref="SpeechException">The model is missing or damaged, or the engine refused it.</exception>
    public VoiceActivityDetector(string model, VoiceActivityOptions options)
    {
        OnnxFile.Read(model);
        using var strings = new NativeStrings();
        var config = new VoiceActivityConfig
        {
            SampleRate = SpeechDecoder.SampleRate,
            Threads = 1,
            Provider = strings.Add("cpu"),
            Silero = new()
            {
                Model = strings.Add(model),
                Threshold = options.Threshold,
                MinSilenceDuration = options.MinSilenceSeconds,
                MinSpeechDuration = options.MinSpeechSeconds,
                WindowSize = FrameSamples,
                MaxSpeechDuration = 3600,
            },
        };
        _detector = SherpaOnnx.CreateVoiceActivityDetector(config, bufferSeconds: 60);
        if (_detector.IsInvalid)
            throw new SpeechException($"The speech engine refused the voice activity model {model}.");
    }

    /// <param name="frame"><see cref="FrameSamples"/> samples.</param>
    public bool Accept(ReadOnlySpan<float> frame)
    {
        var energy = Energy(frame);
        // Of what was never sent (somebody is muted, or not there yet) there are hours.
        if (!_speaking && energy < Inaudible)
            return false;
        _loudest = Math.Max(_loudest * LoudestDecay, energy);
        // In the middle of loud speech asking every frame finds nothing new and costs a tenth of the recognition.
        if (_speaking && energy > _loudest * LoudShare && _unasked < MaxUnasked)
        {
            _unasked++;
            return true;
        }
        _unasked = 0;
        SherpaOnnx.AcceptWaveform(_detector, frame, frame.Length);
        _speaking = SherpaOnnx.IsVoiceDetected(_detector) != 0;
        // The engine also keeps the samples of finished segments; we keep our own.
        if (!_speaking)
            SherpaOnnx.ClearSegments(_detector);
        return _speaking;
    }

    private static float Energy(ReadOnlySpan<float> frame)
    {
        var sum = 0f;
        foreach (var sample in frame)
            sum += sample * sample;
        return sum;
    }

    /// <summary>Forgets what was heard, which also frees the samples that the engine holds of unbroken speech.</summary>
    public void Reset()
    {
        SherpaOnnx.Reset(_detector);
        _speaking = false;
    }

    public void Dispose() => _detector.Dispose();
}
