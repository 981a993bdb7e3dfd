using System.Diagnostics;
using Reflector.Fakes;
using Reflector.Server.Pipelines;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>
/// A server that is killed while each of its stages runs, every one for a transcript of its own, and comes back. One
/// death for all of them: a restart takes seconds.
/// </summary>
public sealed class KilledInEveryStage(MadeSpeech speech) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DataFolder _data = new();
    private readonly Dictionary<string, string> _transcripts = [];
    private readonly Dictionary<string, Dictionary<string, int>> _attempts = [];
    private OpenAiTranscriptionServer? _speech;
    private ServerProcess? _server;

    public static IReadOnlyList<string> Stages => PipelineShapes.Stages(PipelineShapes.File);

    /// <summary>From the server being ready again to a second attempt at the stage.</summary>
    internal Dictionary<string, TimeSpan> RecoveryTimes { get; } = [];

    internal ReflectorClient Client => _server!.Client;

    internal IReadOnlyList<string> Leftovers => _data.Leftovers();

    /// <summary>A transcript that was done before the server died.</summary>
    public string Undisturbed { get; private set; } = "";

    /// <summary>How often each stage of the transcript that was held in one was begun before the server died.</summary>
    public IReadOnlyDictionary<string, int> AttemptsBefore(string held) => _attempts[held];

    public string TranscriptOf(string stage) => _transcripts[stage];

    public async ValueTask InitializeAsync()
    {
        _speech = await OpenAiTranscriptionServer.StartAsync();
        var settings = Durability.Undisturbed.Settings(_speech);
        // As many threads as stages are held at once.
        settings["WORKER_CONCURRENCY"] = "20";
        settings["HEAVY_JOBS"] = "4";
        _server = await ServerProcess.StartAsync(_data, settings: settings);
        var brake = new StageBrake(_data.ConnectionString);
        await brake.InstallAsync();
        Undisturbed = await Client.UploadAsync(speech.Tones[0]);
        // Those with the longest way first: a held statement would run into its time limit after half a minute.
        foreach (var stage in Stages.Reverse())
        {
            var id = await Client.CreateAsync(stage);
            await brake.HoldAsync(id, stage);
            var bytes = new ByteArrayContent(await File.ReadAllBytesAsync(speech.Tones[0]));
            await Client.SendChunkAsync(id, "tones.wav", 0, 1, bytes);
            _transcripts[stage] = id;
        }
        await Eventually.TrueAsync(
            async () => await brake.HeldAsync() == Stages.Count,
            Patience,
            "every stage is held",
            async () => await StoryAsync()
        );
        await Client.EndedAsync(Undisturbed, Patience);
        foreach (var (stage, id) in _transcripts)
            _attempts[stage] = (await Client.StagesAsync(id)).ToDictionary(own => own.Name, own => own.Attempts);

        await _server.KillAsync();
        await brake.ReleaseAllAsync();
        await _server.DisposeAsync();
        _server = await ServerProcess.StartAsync(_data, settings: settings);
        var ready = Stopwatch.GetTimestamp();
        while (RecoveryTimes.Count < Stages.Count && Stopwatch.GetElapsedTime(ready) < Patience)
        {
            foreach (var (stage, id) in _transcripts.Where(pair => !RecoveryTimes.ContainsKey(pair.Key)))
            {
                if ((await Client.StageAsync(id, stage)).Attempts > _attempts[stage][stage])
                    RecoveryTimes[stage] = Stopwatch.GetElapsedTime(ready);
            }
        }
        foreach (var id in _transcripts.Values)
            await Client.EndedAsync(id, Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_speech is not null)
            await _speech.DisposeAsync();
        await _data.DisposeAsync();
    }

    private async Task<string> StoryAsync()
    {
        var lines = new List<string>();
        foreach (var (stage, id) in _transcripts)
            lines.Add(
                $"{stage}: {string.Join(", ", (await Client.StagesAsync(id)).Where(s => s.State is not "done" and not "waiting"))}"
            );
        return string.Join('\n', lines) + _server!.Output;
    }
}
