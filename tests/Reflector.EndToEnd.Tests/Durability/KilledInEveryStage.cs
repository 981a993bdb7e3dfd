using System.Diagnostics;
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
    private ServerProcess? _server;

    public static IReadOnlyList<string> Stages => PipelineShapes.Stages(PipelineShapes.File);

    /// <summary>From the server being ready again to a second attempt at the stage.</summary>
    internal Dictionary<string, TimeSpan> RecoveryTimes { get; } = [];

    internal ReflectorClient Client => _server!.Client;

    internal IReadOnlyList<string> Leftovers => _data.Leftovers();

    public string Recording => speech.Short[0];

    public string TranscriptOf(string stage) => _transcripts[stage];

    public async ValueTask InitializeAsync()
    {
        // As many threads as stages are held at once.
        var settings = new Dictionary<string, string> { ["WORKER_CONCURRENCY"] = "16", ["HEAVY_JOBS"] = "4" };
        _server = await ServerProcess.StartAsync(_data, settings: settings);
        var brake = new StageBrake(_data.ConnectionString);
        await brake.InstallAsync();
        foreach (var stage in Stages)
        {
            var id = await Client.CreateAsync(stage);
            await brake.HoldAsync(id, stage);
            var bytes = new ByteArrayContent(await File.ReadAllBytesAsync(Recording));
            await Client.SendChunkAsync(id, "meeting.wav", 0, 1, bytes);
            _transcripts[stage] = id;
        }
        await Eventually.TrueAsync(
            async () => await brake.HeldAsync() == Stages.Count,
            Patience,
            "every stage is held",
            async () => await StoryAsync()
        );

        await _server.KillAsync();
        await brake.ReleaseAllAsync();
        await _server.DisposeAsync();
        _server = await ServerProcess.StartAsync(_data, settings: settings);
        var ready = Stopwatch.GetTimestamp();
        while (RecoveryTimes.Count < Stages.Count && Stopwatch.GetElapsedTime(ready) < Patience)
        {
            foreach (var (stage, id) in _transcripts.Where(pair => !RecoveryTimes.ContainsKey(pair.Key)))
            {
                if ((await Client.StageAsync(id, stage)).Attempts > 1)
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
