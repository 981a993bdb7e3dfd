using System.ComponentModel.DataAnnotations;
using Reflector.Server.Summaries;

namespace Reflector.Server.Configuration;

/// <summary>
/// Everything that can be set, bound once at start from the command line, the environment and <c>.env</c> (in that
/// order of precedence). <c>docs/configuration.md</c> is made from this class.
/// </summary>
internal sealed partial class ReflectorSettings
{
    [Setting(
        "PORT",
        "TCP port the server listens on, on this machine only; use `--urls` or `ASPNETCORE_URLS` for other addresses."
    )]
    [Range(0, 65535)]
    public int Port { get; init; } = 1250;

    [Setting("DATA_DIR", "Folder for everything the server writes: the embedded database, recordings, logs.")]
    public string DataDir { get; init; } = "./data";

    [Setting(
        "DATABASE_URL",
        "PostgreSQL to use instead of the embedded one: `postgresql://USER:PASSWORD@HOST:PORT/NAME` (also spelled `postgresql+asyncpg://`).",
        Secret = true
    )]
    public string? DatabaseUrl { get; init; }

    [Setting(
        "PIECES_DIR",
        "Folder of the pinned native programs and models that the set-up fetches.",
        DefaultText = "the user's cache folder"
    )]
    public string? PiecesDir { get; init; }

    [Setting(
        "BASE_URL",
        "Address under which people reach the server; used in links.",
        DefaultText = "`http://localhost:PORT`"
    )]
    [Url]
    public string? BaseUrl { get; init; }

    [Setting(
        "CORS_ORIGIN",
        "Comma-separated origins whose pages may call the API; `*` for all, empty for none but our own."
    )]
    public string CorsOrigin { get; init; } = "";

    [Setting("CORS_ALLOW_CREDENTIALS", "Whether such pages may send cookies; cannot be combined with `*`.")]
    public bool CorsAllowCredentials { get; init; }

    [Setting(
        "LOG_LEVEL",
        "Least severe messages that are printed: `Trace`, `Debug`, `Information`, `Warning`, `Error`, `Critical`."
    )]
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    [Setting("UPLOAD_MAX_BYTES", "Largest recording that may be uploaded, in bytes.")]
    [Range(1, 100_000_000_000_000)]
    public long UploadMaxBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    [Setting("UPLOAD_EXPIRY_HOURS", "Hours after its last chunk that an unfinished upload is kept to be resumed.")]
    [Range(1, 24 * 365)]
    public int UploadExpiryHours { get; init; } = 72;

    [Setting("MEDIA_MAX_HOURS", "Longest recording that is processed, in hours.")]
    [Range(1, 1000)]
    public int MediaMaxHours { get; init; } = 24;

    [Setting("WORKER_CONCURRENCY", "Background jobs that run at once on this machine.")]
    [Range(1, 256)]
    public int WorkerConcurrency { get; init; } = 8;

    [Setting(
        "HEAVY_JOBS",
        "Jobs that use the whole processor (encoding, speech recognition) that run at once on this machine."
    )]
    [Range(1, 64)]
    public int HeavyJobs { get; init; } = 1;

    [Setting(
        "TRANSCRIPT_BACKEND",
        "Speech recognition: `embedded` on this machine, or `openai` for any server with `/v1/audio/transcriptions`."
    )]
    [AllowedValues("embedded", "openai")]
    public string TranscriptBackend { get; init; } = "embedded";

    [Setting(
        "TRANSCRIPT_URL",
        "Base address of the OpenAI-compatible transcription server, such as `http://localhost:8000/v1`."
    )]
    [Url]
    public string? TranscriptUrl { get; init; }

    [Setting("TRANSCRIPT_API_KEY", "Key for that server.", Secret = true)]
    public string? TranscriptApiKey { get; init; }

    [Setting("TRANSCRIPT_MODEL", "Model that server is asked for.")]
    public string TranscriptModel { get; init; } = "whisper-1";

    [Setting("TRANSCRIPT_FILE_TIMEOUT", "Seconds that one request to that server may take.")]
    [Range(1, 86400)]
    public int TranscriptFileTimeout { get; init; } = 600;

    [Setting(
        "SPEECH_MODEL_DIR",
        "Folder with another model in sherpa-onnx's layout (Moonshine, Whisper, Parakeet, Zipformer, SenseVoice); its kind is found from its files.",
        DefaultText = "Moonshine tiny, English"
    )]
    public string? SpeechModelDir { get; init; }

    [Setting(
        "SPEECH_DECODERS",
        "Speech decodes that run side by side for one recording; 0 for one per processor core."
    )]
    [Range(0, 64)]
    public int SpeechDecoders { get; init; }

    [Setting(
        "LLM_URL",
        "Base address of an OpenAI-compatible chat server that writes topics, titles, summaries and action items; without it they are extracted from the text itself."
    )]
    [Url]
    public string? LlmUrl { get; init; }

    [Setting("LLM_MODEL", "Model that server is asked for.")]
    public string LlmModel { get; init; } = "microsoft/phi-4";

    [Setting("LLM_API_KEY", "Key for that server.", Secret = true)]
    public string? LlmApiKey { get; init; }

    [Setting("LLM_CONTEXT_WINDOW", "Tokens the model takes at once; longer transcripts are sent in parts.")]
    [Range(1000, 10_000_000)]
    public int LlmContextWindow { get; init; } = 16000;

    [Setting("LLM_PARSE_MAX_RETRIES", "Times the model is asked again when its answer does not have the asked form.")]
    [Range(0, 20)]
    public int LlmParseMaxRetries { get; init; } = 3;

    [Setting("LLM_STRUCTURED_RESPONSE_TIMEOUT", "Seconds one answer of the model may take.")]
    [Range(1, 86400)]
    public int LlmStructuredResponseTimeout { get; init; } = 300;

    [Setting("MIN_TRANSCRIPT_LENGTH", "Characters of text below which no new topic is begun.")]
    [Range(1, 1_000_000)]
    public int MinTranscriptLength { get; init; } = 750;

    public string DataPath => Path.GetFullPath(DataDir);

    public string PublicUrl => (BaseUrl ?? $"http://localhost:{Port}").TrimEnd('/');

    public RuntimePieces Pieces => RuntimePieces.Locate(PiecesDir);

    public SummarizerOptions Summarizer =>
        new()
        {
            Url = LlmUrl is null ? null : new Uri(LlmUrl),
            Model = LlmModel,
            FurtherModels = StringListAttribute.Parse(LlmModels) ?? [],
            ApiKey = LlmApiKey,
            ContextWindow = LlmContextWindow,
            ParseMaxRetries = LlmParseMaxRetries,
            ResponseTimeout = TimeSpan.FromSeconds(LlmStructuredResponseTimeout),
            MinTopicLength = MinTranscriptLength,
        };
}
