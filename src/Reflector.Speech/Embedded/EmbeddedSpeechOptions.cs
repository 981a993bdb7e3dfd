namespace Reflector.Speech.Embedded;

/// <summary>What the recogniser in this process needs.</summary>
/// <param name="EngineFolder">Folder of the native engine (sherpa-onnx and ONNX Runtime).</param>
/// <param name="ModelFolder">
/// Folder of a model in sherpa-onnx's layout; its kind (Moonshine, Whisper, Parakeet or Zipformer transducer, SenseVoice)
/// is found from its files.
/// </param>
/// <param name="VoiceActivityModel">File of the Silero voice activity model.</param>
/// <param name="Decoders">Windows decoded at the same time, one thread and one copy of the model each.</param>
public sealed record EmbeddedSpeechOptions(
    string EngineFolder,
    string ModelFolder,
    string VoiceActivityModel,
    int Decoders
)
{
    public EmbeddedSpeechOptions(string engineFolder, string modelFolder, string voiceActivityModel)
        : this(engineFolder, modelFolder, voiceActivityModel, Environment.ProcessorCount) { }
}
