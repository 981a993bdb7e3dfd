using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class RandomKillTests(MadeSpeech speech, Undisturbed undisturbed, ITestOutputHelper output)
{
    private const int Kills = 20;

    [Fact]
    public async Task Five_recordings_survive_a_server_that_is_killed_twenty_times()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        await using var data = new DataFolder();
        List<string> transcripts = [];
        await using (var first = await ServerProcess.StartAsync(data, settings: settings))
        {
            foreach (var file in speech.Tones)
                transcripts.Add(await first.Client.UploadAsync(file));
            await first.KillAsync();
        }

        // Some deaths come while the server is still starting, the others while it works.
        for (var kill = 1; kill < Kills; kill++)
        {
            await using var server = ServerProcess.Launch(data, settings: settings);
            await Task.Delay(TimeSpan.FromSeconds(0.3 + random.NextDouble() * 5));
            await server.KillAsync();
        }

        await using var last = await ServerProcess.StartAsync(data, settings: settings);
        foreach (var id in transcripts)
            await last.Client.EndedAsync(id, TimeSpan.FromMinutes(2));
        foreach (var (id, file) in transcripts.Zip(speech.Tones))
        {
            (await last.Client.ResultAsync(id)).ShouldBe(await undisturbed.ResultAsync(file));
            var events = await last.Client.LogAsync(id);
            events.Count(item => item.Name == "FINAL_TITLE").ShouldBe(1);
            events.Count(item => item.IsEndOfRun).ShouldBe(1);
            var stages = await last.Client.StagesAsync(id);
            output.WriteLine($"{Path.GetFileName(file)}: {stages.Sum(stage => stage.Attempts)} attempts");
        }
        data.Leftovers().ShouldBeEmpty();
    }
}
