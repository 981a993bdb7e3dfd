using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "MODELS_DIR",
        "Folder of the models that `reflector models pull` fetches.",
        DefaultText = "`DATA_DIR/models`"
    )]
    public string? ModelsDir { get; init; }

    [Setting("MODELS_URL", "Base address that models are fetched from, for a mirror of sherpa-onnx's releases.")]
    [Url]
    public string ModelsUrl { get; init; } = "https://github.com/k2-fsa/sherpa-onnx/releases/download";

    [Setting(
        "DIARIZATION_BACKEND",
        "How the voices of a mixed recording are told apart: `embedded` (once `reflector models pull diarization` has fetched the models), `pyannote` (a service with `POST /diarize`), `openai` (any server with `/v1/audio/transcriptions` and `diarized_json`), or `none`."
    )]
    [AllowedValues("embedded", "pyannote", "modal", "openai", "none")]
    public string DiarizationBackend { get; init; } = "embedded";

    [Setting("DIARIZATION_URL", "Base address of that service.")]
    [Url]
    public string? DiarizationUrl { get; init; }

    [Setting("DIARIZATION_API_KEY", "Key for it.", Secret = true, Aliases = ["DIARIZATION_MODAL_API_KEY"])]
    public string? DiarizationApiKey { get; init; }

    [Setting("DIARIZATION_MODEL", "Model that an OpenAI-compatible service is asked for.")]
    public string DiarizationModel { get; init; } = "gpt-4o-transcribe-diarize";

    [Setting("DIARIZATION_FILE_TIMEOUT", "Seconds that the service may take for one recording.")]
    [Range(1, 86400)]
    public int DiarizationFileTimeout { get; init; } = 600;

    public string ModelsPath => Path.GetFullPath(ModelsDir ?? Path.Combine(DataPath, "models"));

    /// <summary>Mistakes that only show when the settings are seen together.</summary>
    public IEnumerable<string> DiarizationMistakes()
    {
        if (DiarizationBackend is "pyannote" or "modal" or "openai" && DiarizationUrl is null)
            yield return $"DIARIZATION_URL: is needed with DIARIZATION_BACKEND={DiarizationBackend}.";
    }
}
