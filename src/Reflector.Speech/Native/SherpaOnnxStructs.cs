using System.Runtime.InteropServices;

namespace Reflector.Speech.Native;

/// <summary>Layouts of version 1.13.8 of the engine's C interface; strings are UTF-8, null where unset.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OfflineRecognizerConfig
{
    public int SampleRate;
    public int FeatureDimension;
    public OfflineModelConfig Model;
    public nint LanguageModel;
    public float LanguageModelScale;
    public nint DecodingMethod;
    public int MaxActivePaths;
    public nint HotwordsFile;
    public float HotwordsScore;
    public nint RuleFsts;
    public nint RuleFars;
    public float BlankPenalty;
    public ThreeStrings HomophoneReplacer;
}

[StructLayout(LayoutKind.Sequential)]
internal struct OfflineModelConfig
{
    public TransducerConfig Transducer;
    public nint Paraformer;
    public nint NemoCtc;
    public WhisperConfig Whisper;
    public nint Tdnn;
    public nint Tokens;
    public int Threads;
    public int Debug;
    public nint Provider;
    public nint ModelType;
    public nint ModelingUnit;
    public nint BpeVocabulary;
    public nint TeleSpeechCtc;
    public SenseVoiceConfig SenseVoice;
    public MoonshineConfig Moonshine;
    public TwoStrings FireRed;
    public nint Dolphin;
    public nint ZipformerCtc;
    public CanaryConfig Canary;
    public nint WenetCtc;
    public nint Omnilingual;
    public nint MedAsr;
    public FunAsrConfig FunAsr;
    public nint FireRedCtc;
    public QwenConfig Qwen;
    public CohereConfig Cohere;
}

[StructLayout(LayoutKind.Sequential)]
internal struct TransducerConfig
{
    public nint Encoder;
    public nint Decoder;
    public nint Joiner;
}

[StructLayout(LayoutKind.Sequential)]
internal struct WhisperConfig
{
    public nint Encoder;
    public nint Decoder;
    public nint Language;
    public nint Task;
    public int TailPaddings;
    public int EnableTokenTimestamps;
    public int EnableSegmentTimestamps;
}

[StructLayout(LayoutKind.Sequential)]
internal struct SenseVoiceConfig
{
    public nint Model;
    public nint Language;
    public int UseInverseTextNormalization;
}

[StructLayout(LayoutKind.Sequential)]
internal struct MoonshineConfig
{
    public nint Preprocessor;
    public nint Encoder;
    public nint UncachedDecoder;
    public nint CachedDecoder;
    public nint MergedDecoder;
}

[StructLayout(LayoutKind.Sequential)]
internal struct TwoStrings
{
    public nint First;
    public nint Second;
}

[StructLayout(LayoutKind.Sequential)]
internal struct ThreeStrings
{
    public nint First;
    public nint Second;
    public nint Third;
}

[StructLayout(LayoutKind.Sequential)]
internal struct CanaryConfig
{
    public nint Encoder;
    public nint Decoder;
    public nint SourceLanguage;
    public nint TargetLanguage;
    public int UsePunctuation;
}

[StructLayout(LayoutKind.Sequential)]
internal struct FunAsrConfig
{
    public nint EncoderAdaptor;
    public nint LanguageModel;
    public nint Embedding;
    public nint Tokenizer;
    public nint SystemPrompt;
    public nint UserPrompt;
    public int MaxNewTokens;
    public float Temperature;
    public float TopP;
    public int Seed;
    public nint Language;
    public int InverseTextNormalization;
    public nint Hotwords;
}

[StructLayout(LayoutKind.Sequential)]
internal struct QwenConfig
{
    public nint ConvolutionFrontend;
    public nint Encoder;
    public nint Decoder;
    public nint Tokenizer;
    public int MaxTotalLength;
    public int MaxNewTokens;
    public float Temperature;
    public float TopP;
    public int Seed;
    public nint Hotwords;
}

[StructLayout(LayoutKind.Sequential)]
internal struct CohereConfig
{
    public nint Encoder;
    public nint Decoder;
    public nint Language;
    public int UsePunctuation;
    public int UseInverseTextNormalization;
}

[StructLayout(LayoutKind.Sequential)]
internal struct OfflineRecognizerResult
{
    public nint Text;
    public nint Timestamps;
    public int Count;
    public nint Tokens;
    public nint TokenArray;
    public nint Json;
    public nint Language;
    public nint Emotion;
    public nint Event;
    public nint Durations;
    public nint LogProbabilities;
    public nint SegmentTimestamps;
    public nint SegmentDurations;
    public nint SegmentTexts;
    public nint SegmentTextArray;
    public int SegmentCount;
}

[StructLayout(LayoutKind.Sequential)]
internal struct VoiceActivityModel
{
    public nint Model;
    public float Threshold;
    public float MinSilenceDuration;
    public float MinSpeechDuration;
    public int WindowSize;
    public float MaxSpeechDuration;
}

[StructLayout(LayoutKind.Sequential)]
internal struct VoiceActivityConfig
{
    public VoiceActivityModel Silero;
    public int SampleRate;
    public int Threads;
    public nint Provider;
    public int Debug;
    public VoiceActivityModel Ten;
}

[StructLayout(LayoutKind.Sequential)]
internal struct SpeakerSegmentationConfig
{
    public nint Pyannote;
    public int Threads;
    public int Debug;
    public nint Provider;
}

[StructLayout(LayoutKind.Sequential)]
internal struct SpeakerEmbeddingConfig
{
    public nint Model;
    public int Threads;
    public int Debug;
    public nint Provider;
}

[StructLayout(LayoutKind.Sequential)]
internal struct ClusteringConfig
{
    /// <summary>Above 0, so many voices; else as many as the threshold parts.</summary>
    public int Clusters;
    public float Threshold;
}

[StructLayout(LayoutKind.Sequential)]
internal struct SpeakerDiarizationConfig
{
    public SpeakerSegmentationConfig Segmentation;
    public SpeakerEmbeddingConfig Embedding;
    public ClusteringConfig Clustering;

    /// <summary>Seconds; shorter turns are dropped.</summary>
    public float MinDurationOn;

    /// <summary>Seconds; shorter gaps are closed.</summary>
    public float MinDurationOff;
}

[StructLayout(LayoutKind.Sequential)]
internal struct DiarizationSegment
{
    public float Start;
    public float End;
    public int Speaker;
}
