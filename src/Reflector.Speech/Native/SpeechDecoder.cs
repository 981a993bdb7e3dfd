using System.Runtime.InteropServices;
using Reflector.Speech.Models;

namespace Reflector.Speech.Native;

/// <summary>A piece of decoded text.</summary>
/// <param name="Start">Seconds from the start of the decoded samples; NaN when the model gives no times.</param>
internal readonly record struct DecodedToken(string Text, double Start);

/// <param name="Tokens">Empty when the model gives no times.</param>
internal sealed record DecodedText(string Text, IReadOnlyList<DecodedToken> Tokens);

/// <summary>One recogniser of the engine, one thread: decodes one window at a time.</summary>
internal sealed class SpeechDecoder : IDisposable
{
    public const int SampleRate = 16000;

    private readonly OfflineRecognizerHandle _recognizer;

    /// <exception cref="SpeechException">The engine refused the model.</exception>
    public SpeechDecoder(SpeechModel model, string language, int threads = 1)
    {
        using var strings = new NativeStrings();
        var config = Configure(model, language, threads, strings);
        _recognizer = SherpaOnnx.CreateRecognizer(config);
        if (_recognizer.IsInvalid)
            throw new SpeechException($"The speech engine refused the model {model.Name} ({model.Encoder}).");
    }

    public DecodedText Decode(ReadOnlySpan<float> samples)
    {
        using var stream = SherpaOnnx.CreateStream(_recognizer);
        SherpaOnnx.AcceptWaveform(stream, SampleRate, samples, samples.Length);
        SherpaOnnx.Decode(_recognizer, stream);
        var result = SherpaOnnx.GetResult(stream);
        if (result == 0)
            return new("", []);
        try
        {
            return Read(Marshal.PtrToStructure<OfflineRecognizerResult>(result));
        }
        finally
        {
            SherpaOnnx.DestroyResult(result);
        }
    }

    public void Dispose() => _recognizer.Dispose();

    private static unsafe DecodedText Read(OfflineRecognizerResult result)
    {
        var text = Marshal.PtrToStringUTF8(result.Text)?.Trim() ?? "";
        if (result.Timestamps == 0 || result.TokenArray == 0)
            return new(text, []);
        var tokens = new DecodedToken[result.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = Marshal.PtrToStringUTF8(((nint*)result.TokenArray)[i]) ?? "";
            tokens[i] = new(token, ((float*)result.Timestamps)[i]);
        }
        return new(text, tokens);
    }

    private static OfflineRecognizerConfig Configure(
        SpeechModel model,
        string language,
        int threads,
        NativeStrings strings
    )
    {
        var config = new OfflineRecognizerConfig
        {
            SampleRate = SampleRate,
            FeatureDimension = 80,
            DecodingMethod = strings.Add("greedy_search"),
            MaxActivePaths = 4,
        };
        ref var files = ref config.Model;
        files.Tokens = strings.Add(model.Tokens);
        files.Threads = threads;
        files.Provider = strings.Add("cpu");
        files.ModelType = strings.Add(model.EngineType);
        switch (model.Kind)
        {
            case SpeechModelKind.MoonshineMerged:
                files.Moonshine.Encoder = strings.Add(model.Encoder);
                files.Moonshine.MergedDecoder = strings.Add(model.Decoder);
                break;
            case SpeechModelKind.Moonshine:
                files.Moonshine.Preprocessor = strings.Add(model.Preprocessor);
                files.Moonshine.Encoder = strings.Add(model.Encoder);
                files.Moonshine.UncachedDecoder = strings.Add(model.Decoder);
                files.Moonshine.CachedDecoder = strings.Add(model.CachedDecoder);
                break;
            case SpeechModelKind.Whisper:
                files.Whisper.Encoder = strings.Add(model.Encoder);
                files.Whisper.Decoder = strings.Add(model.Decoder);
                files.Whisper.Language = strings.Add(language);
                files.Whisper.Task = strings.Add("transcribe");
                files.Whisper.TailPaddings = -1;
                files.Whisper.EnableTokenTimestamps = model.HasAttention ? 1 : 0;
                break;
            case SpeechModelKind.Transducer:
                files.Transducer.Encoder = strings.Add(model.Encoder);
                files.Transducer.Decoder = strings.Add(model.Decoder);
                files.Transducer.Joiner = strings.Add(model.Joiner);
                break;
            case SpeechModelKind.SenseVoice:
                files.SenseVoice.Model = strings.Add(model.Encoder);
                files.SenseVoice.Language = strings.Add(language);
                files.SenseVoice.UseInverseTextNormalization = 1;
                break;
            default:
                throw new InvalidOperationException($"No configuration for {model.Kind}.");
        }
        return config;
    }
}
