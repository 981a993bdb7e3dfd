using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reflector.Speech.Models;
using Reflector.Speech.Native;

namespace Reflector.Speech.Diarization;

/// <param name="EngineFolder">Folder of the native engine.</param>
/// <param name="SegmentationModel">File of pyannote's segmentation model (ONNX).</param>
/// <param name="EmbeddingModel">File of a speaker embedding model (ONNX).</param>
/// <param name="Threads">Of one model at a time.</param>
public sealed record SpeakerDiarizerOptions(
    string EngineFolder,
    string SegmentationModel,
    string EmbeddingModel,
    int Threads
);

/// <summary>
/// Tells voices apart, in this process. The engine wants the whole recording at once (230 MB an hour) and ends the process
/// over models that it cannot use: better not in one that does anything else.
/// </summary>
public sealed class SpeakerDiarizer : IDisposable
{
    /// <summary>Distance of voices that count as two; the engine's own default.</summary>
    private const float Threshold = 0.5f;

    private readonly SpeakerDiarizationHandle _diarizer;

    /// <exception cref="SpeechException">A model is missing or damaged, or the engine refused it.</exception>
    public SpeakerDiarizer(SpeakerDiarizerOptions options)
    {
        OnnxFile.Read(options.SegmentationModel);
        OnnxFile.Read(options.EmbeddingModel);
        SpeechEngine.Load(options.EngineFolder);
        _diarizer =
            Create(options)
            ?? throw new SpeechException(
                $"The speech engine refused the models for telling voices apart ({options.SegmentationModel}, {options.EmbeddingModel}). Fetch them again."
            );
        if (SherpaOnnx.DiarizationSampleRate(_diarizer) != SpeechDecoder.SampleRate)
            throw new SpeechException(
                $"The models for telling voices apart want {SherpaOnnx.DiarizationSampleRate(_diarizer)} Hz; only those for 16000 Hz are used."
            );
    }

    /// <param name="samples">16 kHz mono, the whole recording.</param>
    /// <param name="progress">Told the finished share, 0 to 1.</param>
    public unsafe IReadOnlyList<SpeakerTurn> Diarize(ReadOnlySpan<float> samples, IProgress<double>? progress = null)
    {
        if (samples.IsEmpty)
            return [];
        var told = GCHandle.Alloc(progress);
        try
        {
            using var result = SherpaOnnx.Diarize(_diarizer, samples, samples.Length, &Tell, GCHandle.ToIntPtr(told));
            if (result.IsInvalid)
                throw new SpeechException("The speech engine could not tell the voices of this recording apart.");
            var count = SherpaOnnx.CountTurns(result);
            var turns = SherpaOnnx.SortTurns(result);
            if (turns == 0)
                return [];
            try
            {
                var read = new SpeakerTurn[count];
                for (var i = 0; i < count; i++)
                {
                    var turn = ((DiarizationSegment*)turns)[i];
                    read[i] = new(turn.Start, turn.End, turn.Speaker);
                }
                return read;
            }
            finally
            {
                SherpaOnnx.DestroyTurns(turns);
            }
        }
        finally
        {
            told.Free();
        }
    }

    public void Dispose() => _diarizer.Dispose();

    /// <returns>Null when the engine refuses.</returns>
    internal static SpeakerDiarizationHandle? Create(SpeakerDiarizerOptions options)
    {
        using var strings = new NativeStrings();
        var provider = strings.Add("cpu");
        var config = new SpeakerDiarizationConfig
        {
            Segmentation = new()
            {
                Pyannote = strings.Add(options.SegmentationModel),
                Threads = options.Threads,
                Provider = provider,
            },
            Embedding = new()
            {
                Model = strings.Add(options.EmbeddingModel),
                Threads = options.Threads,
                Provider = provider,
            },
            Clustering = new() { Clusters = -1, Threshold = Threshold },
            MinDurationOn = 0.3f,
            MinDurationOff = 0.5f,
        };
        var handle = SherpaOnnx.CreateDiarization(config);
        if (!handle.IsInvalid)
            return handle;
        handle.Dispose();
        return null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Tell(int done, int all, nint argument)
    {
        if (GCHandle.FromIntPtr(argument).Target is IProgress<double> progress && all > 0)
            progress.Report((double)done / all);
        return 0;
    }
}
