using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Reflector.Fakes;
using Reflector.Server.Configuration;
using Reflector.Server.Database.Embedded;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>A node that answers and two that work, on one database and one storage.</summary>
public sealed class TwoNodesTests(MadeSpeech speech, Undisturbed undisturbed, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_worker_takes_over_from_one_that_was_killed_and_the_web_node_tells_of_both()
    {
        await using var data = new DataFolder();
        await using var database = await EmbeddedPostgres.StartAsync(
            new() { DataDirectory = data.Cluster, BinariesDirectory = RuntimePieces.Locate().PostgreSql },
            NullLogger.Instance
        );
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        settings["DATABASE_URL"] = $"postgresql://reflector@localhost/reflector?host={data.Cluster}";
        var nodes = await Task.WhenAll(
            ServerProcess.StartAsync(data, ["--roles", "web"], settings),
            ServerProcess.StartAsync(data, ["--roles", "worker"], settings)
        );
        await using var web = nodes[0];
        await using var first = nodes[1];

        recognition.Hangs = true;
        var id = await web.Client.UploadAsync(speech.Tones[3]);
        await using var socket = await web.Client.ListenAsync(id);
        await socket.ReadUntilAsync(item => item.IsStage("transcribe", "running"), Patience);
        web.Descendants().ShouldBeEmpty();

        await using var second = await ServerProcess.StartAsync(data, ["--roles", "worker"], settings);
        recognition.Hangs = false;
        var killed = Stopwatch.GetTimestamp();
        await first.KillAsync();
        await socket.ReadUntilAsync(item => item.IsStage("transcribe", "running") && IsStart(item), Patience);
        output.WriteLine($"taken over after {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s");
        await socket.ReadUntilAsync(item => item.IsEndOfRun, Patience);

        (await web.Client.StageAsync(id, "transcribe")).Attempts.ShouldBe(2);
        (await web.Client.ResultAsync(id)).ShouldBe(await undisturbed.ResultAsync(speech.Tones[3]));
        web.Descendants().ShouldBeEmpty();
        data.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task Sockets_of_two_nodes_tell_the_same()
    {
        await using var data = new DataFolder();
        await using var database = await EmbeddedPostgres.StartAsync(
            new() { DataDirectory = data.Cluster, BinariesDirectory = RuntimePieces.Locate().PostgreSql },
            NullLogger.Instance
        );
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        settings["DATABASE_URL"] = $"postgresql://reflector@localhost/reflector?host={data.Cluster}";
        var nodes = await Task.WhenAll(
            ServerProcess.StartAsync(data, ["--roles", "web"], settings),
            ServerProcess.StartAsync(data, settings: settings)
        );
        await using var web = nodes[0];
        await using var all = nodes[1];

        var id = await web.Client.CreateAsync("watched");
        await using var one = await web.Client.ListenAsync(id, after: 0);
        await using var other = await all.Client.ListenAsync(id, after: 0);
        var bytes = await File.ReadAllBytesAsync(speech.Tones[0]);
        await web.Client.SendChunkAsync(id, "meeting.wav", 0, 1, new ByteArrayContent(bytes));
        var seen = await Task.WhenAll(
            one.ReadUntilAsync(item => item.IsEndOfRun, Patience),
            other.ReadUntilAsync(item => item.IsEndOfRun, Patience)
        );

        seen[0].Select(item => item.Seq).ShouldBe(seen[1].Select(item => item.Seq));
        seen[0].Count.ShouldBeGreaterThan(20);
    }

    // Progress also comes as "running"; only a start has none.
    private static bool IsStart(ServerEvent item) =>
        item.Data.GetProperty("progress").ValueKind == System.Text.Json.JsonValueKind.Null;
}
