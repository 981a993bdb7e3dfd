using System.Runtime.InteropServices;

namespace Reflector.Speech.Native;

/// <summary>The calls of the engine that are used; <see cref="SpeechEngine.Load"/> comes before any of them.</summary>
internal static partial class SherpaOnnx
{
    internal const string Library = "sherpa-onnx-c-api";

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineRecognizer")]
    internal static partial OfflineRecognizerHandle CreateRecognizer(in OfflineRecognizerConfig config);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineRecognizer")]
    internal static partial void DestroyRecognizer(nint recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineStream")]
    internal static partial OfflineStreamHandle CreateStream(OfflineRecognizerHandle recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineStream")]
    internal static partial void DestroyStream(nint stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxAcceptWaveformOffline")]
    internal static partial void AcceptWaveform(
        OfflineStreamHandle stream,
        int sampleRate,
        ReadOnlySpan<float> samples,
        int count
    );

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDecodeOfflineStream")]
    internal static partial void Decode(OfflineRecognizerHandle recognizer, OfflineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetOfflineStreamResult")]
    internal static partial nint GetResult(OfflineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineRecognizerResult")]
    internal static partial void DestroyResult(nint result);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateVoiceActivityDetector")]
    internal static partial VoiceActivityHandle CreateVoiceActivityDetector(
        in VoiceActivityConfig config,
        float bufferSeconds
    );

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyVoiceActivityDetector")]
    internal static partial void DestroyVoiceActivityDetector(nint detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorAcceptWaveform")]
    internal static partial void AcceptWaveform(VoiceActivityHandle detector, ReadOnlySpan<float> samples, int count);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorDetected")]
    internal static partial int IsVoiceDetected(VoiceActivityHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorClear")]
    internal static partial void ClearSegments(VoiceActivityHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorReset")]
    internal static partial void Reset(VoiceActivityHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineSpeakerDiarization")]
    internal static partial SpeakerDiarizationHandle CreateDiarization(in SpeakerDiarizationConfig config);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineSpeakerDiarization")]
    internal static partial void DestroyDiarization(nint diarization);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOfflineSpeakerDiarizationGetSampleRate")]
    internal static partial int DiarizationSampleRate(SpeakerDiarizationHandle diarization);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOfflineSpeakerDiarizationProcessWithCallback")]
    internal static unsafe partial DiarizationResultHandle Diarize(
        SpeakerDiarizationHandle diarization,
        ReadOnlySpan<float> samples,
        int count,
        delegate* unmanaged[Cdecl]<int, int, nint, int> progress,
        nint argument
    );

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOfflineSpeakerDiarizationResultGetNumSegments")]
    internal static partial int CountTurns(DiarizationResultHandle result);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOfflineSpeakerDiarizationResultSortByStartTime")]
    internal static partial nint SortTurns(DiarizationResultHandle result);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOfflineSpeakerDiarizationDestroySegment")]
    internal static partial void DestroyTurns(nint turns);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOfflineSpeakerDiarizationDestroyResult")]
    internal static partial void DestroyDiarizationResult(nint result);
}
