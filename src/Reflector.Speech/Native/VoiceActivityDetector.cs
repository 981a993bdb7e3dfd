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

    private readonly VoiceActivityHandle _detector;

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
        SherpaOnnx.AcceptWaveform(_detector, frame, frame.Length);
        var speech = SherpaOnnx.IsVoiceDetected(_detector) != 0;
        // The engine also keeps the samples of finished segments; we keep our own.
        if (!speech)
            SherpaOnnx.ClearSegments(_detector);
        return speech;
    }

    /// <summary>Forgets what was heard, which also frees the samples that the engine holds of unbroken speech.</summary>
    public void Reset() => SherpaOnnx.Reset(_detector);

    public void Dispose() => _detector.Dispose();
}
