using Reflector.Fakes;
using Reflector.Fakes.Speech;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class OrphanTests(MadeSpeech speech, ITestOutputHelper output)
{
    [Theory]
    [InlineData("encode", "ffmpeg")]
    [InlineData("transcribe", "reflector")]
    public async Task Children_of_a_killed_server_end_by_themselves(string stage, string program)
    {
        await using var data = new DataFolder();
        await using var server = await ServerProcess.StartAsync(data);
        // So much sound that no child is done before it is looked for.
        var samples = WaveFile.Read(speech.Long);
        var file = Path.Combine(data.Path, "long.wav");
        WaveFile.Write(file, [.. Enumerable.Repeat(samples, 20).SelectMany(part => part)]);
        var id = await server.Client.UploadAsync(file);
        await server.Client.RunningAsync(id, stage, TimeSpan.FromMinutes(2));
        IReadOnlyList<LinuxProcess> children = [];
        await Eventually.TrueAsync(
            () => (children = Workers(server)).Any(child => child.Name == program),
            TimeSpan.FromSeconds(20),
            $"{program} runs"
        );

        await server.KillAsync();

        var time = await Eventually.TrueAsync(
            () => !children.Any(child => child.IsAlive()),
            TimeSpan.FromSeconds(15),
            "the children end"
        );
        output.WriteLine($"{string.Join(", ", children.Select(child => child.Name))}: {time.TotalSeconds:F2} s");
    }

    private static IReadOnlyList<LinuxProcess> Workers(ServerProcess server) =>
        [.. server.Descendants().Where(child => child.Name != "postgres")];
}
