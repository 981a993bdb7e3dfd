namespace Reflector.Server.Models;

/// <param name="Release">Of sherpa-onnx, under which the file is published.</param>
/// <param name="File">A model, or an archive of a folder with one.</param>
/// <param name="As">Name of the file, or for an archive of the folder, in the model's own folder; empty for the folder itself.</param>
/// <param name="Sha256">Where it is known beforehand; else the release's own list is asked.</param>
internal sealed record ModelFile(string Release, string File, string As = "", string? Sha256 = null)
{
    public bool IsArchive => File.EndsWith(".tar.bz2", StringComparison.Ordinal);
}

/// <param name="Name">As people call it, and its folder's.</param>
/// <param name="MegaBytes">About so many are fetched.</param>
internal sealed record Model(string Name, string Description, int MegaBytes, IReadOnlyList<ModelFile> Files)
{
    public bool IsSpeech => Name != ModelCatalog.Diarization;
}

/// <summary>Models that are known to work, by short names.</summary>
internal static class ModelCatalog
{
    public const string Diarization = "diarization";

    // The spelling of the last one is theirs.
    private const string Speech = "asr-models";
    private const string Segmentation = "speaker-segmentation-models";
    private const string Embedding = "speaker-recongition-models";

    public static IReadOnlyList<Model> All { get; } =
    [
        new(
            Diarization,
            "Tells the voices of a mixed recording apart",
            37,
            [
                new(
                    Segmentation,
                    "sherpa-onnx-pyannote-segmentation-3-0.tar.bz2",
                    DiarizationModels.SegmentationFolder,
                    "24615ee884c897d9d2ba09bb4d30da6bb1b15e685065962db5b02e76e4996488"
                ),
                new(
                    Embedding,
                    "3dspeaker_speech_campplus_sv_en_voxceleb_16k.onnx",
                    DiarizationModels.EmbeddingFile,
                    "357a834f702b80161e5b981182c038e18553c1f2ca752ed6cec2052365d4129b"
                ),
            ]
        ),
        SpeechModel("parakeet-v3", "25 European languages, accurate", 490, "nemo-parakeet-tdt-0.6b-v3-int8"),
        SpeechModel("parakeet-v2", "English, the most accurate", 480, "nemo-parakeet-tdt-0.6b-v2-int8"),
        SpeechModel("whisper-tiny", "99 languages, quick", 110, "whisper-tiny"),
        SpeechModel("whisper-base", "99 languages", 200, "whisper-base"),
        SpeechModel("whisper-small", "99 languages, slow", 610, "whisper-small"),
        SpeechModel(
            "moonshine-base",
            "English, better than the one that is built in, slower",
            240,
            "moonshine-base-en-int8"
        ),
        SpeechModel("zipformer-en", "English, capitals only", 300, "zipformer-en-2023-06-26"),
        SpeechModel(
            "sense-voice",
            "Chinese, Cantonese, Japanese, Korean, English",
            1000,
            "sense-voice-zh-en-ja-ko-yue-2024-07-17"
        ),
    ];

    private static Model SpeechModel(string name, string description, int megaBytes, string archive) =>
        new(name, description, megaBytes, [new(Speech, $"sherpa-onnx-{archive}.tar.bz2")]);
}

/// <summary>The files of the model by which voices are told apart.</summary>
internal sealed record DiarizationModels(string Segmentation, string Embedding)
{
    public const string SegmentationFolder = "segmentation";
    public const string EmbeddingFile = "embedding.onnx";

    /// <summary>Null while it is not installed.</summary>
    public static DiarizationModels? Find(string modelsFolder)
    {
        var folder = Path.Combine(modelsFolder, ModelCatalog.Diarization);
        var models = new DiarizationModels(
            Path.Combine(folder, SegmentationFolder, "model.onnx"),
            Path.Combine(folder, EmbeddingFile)
        );
        return File.Exists(models.Segmentation) && File.Exists(models.Embedding) ? models : null;
    }
}
