using System.Text.Json;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary><c>reflector process</c> in a home of its own where nothing lies and nothing must be written.</summary>
public sealed class ProcessVerbTests(MadeSpeech speech) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("reflector-home-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Json_has_exactly_the_documented_fields()
    {
        var (code, output, errors) = await RunAsync("process", speech.Long);

        code.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
        var file = JsonDocument.Parse(output).RootElement;
        Names(file)
            .ShouldBe(
                [
                    "file",
                    "duration_seconds",
                    "language",
                    "model",
                    "text",
                    "segments",
                    "topics",
                    "title",
                    "short_summary",
                    "long_summary",
                    "action_items",
                    "timings",
                ],
                ignoreOrder: true
            );
        file.GetProperty("file").GetString().ShouldBe(speech.Long);
        var segment = file.GetProperty("segments")[0];
        Names(segment).ShouldBe(["start", "end", "speaker", "text", "words"], ignoreOrder: true);
        Names(segment.GetProperty("words")[0]).ShouldBe(["text", "start", "end"], ignoreOrder: true);
        file.GetProperty("text").GetString().ShouldNotBeNull().ShouldContain("numbers from last week");
        file.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        file.GetProperty("topics").GetArrayLength().ShouldBeGreaterThan(0);
        Written().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text", "Good morning")]
    [InlineData("text-timestamped", "[00:00")]
    [InlineData("webvtt", "WEBVTT")]
    [InlineData("srt", "00:00:00,")]
    public async Task Every_format_goes_to_stdout_alone(string format, string expected)
    {
        var (code, output, errors) = await RunAsync("process", "--no-summary", "--format", format, speech.Short);

        code.ShouldBe(0, errors);
        output.ShouldContain(expected);
        output.ToLowerInvariant().ShouldContain("numbers");
        errors.ShouldBeEmpty();
        Written().ShouldBeEmpty();
    }

    [Fact]
    public async Task Good_recordings_are_written_though_others_are_bad()
    {
        var bad = Path.Combine(_home.FullName, "bad.wav");
        await File.WriteAllTextAsync(bad, "this is no sound");
        var missing = Path.Combine(_home.FullName, "missing.wav");
        var folder = Path.Combine(_home.FullName, "out");

        var (code, output, errors) = await RunAsync(
            "process",
            "--no-summary",
            "--output",
            folder,
            bad,
            speech.Short,
            missing
        );

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain(bad);
        errors.ShouldContain(missing);
        errors.ShouldNotContain("   at ");
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(["short.wav.json"]);
        var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "short.wav.json")));
        file.RootElement.GetProperty("title").ValueKind.ShouldBe(JsonValueKind.Null);
        file.RootElement.GetProperty("topics").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("process")]
    [InlineData("process", "--format", "interpretive-dance", "a.wav")]
    [InlineData("process", "--no-such-option", "a.wav")]
    [InlineData("no-such-verb")]
    public async Task A_wrong_call_ends_with_an_error(params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);

        code.ShouldNotBe(0);
        errors.ShouldNotBeEmpty();
        errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    public async Task An_interrupted_one_leaves_nothing_running(int signal)
    {
        await using var process = Start("process", speech.Long, speech.Long, speech.Long, speech.Long);
        IReadOnlyList<LinuxProcess> children = [];
        await Eventually.TrueAsync(
            () => (children = process.Descendants()).Any(child => child.Name == "ffmpeg"),
            TimeSpan.FromSeconds(30),
            "ffmpeg runs"
        );
        process.Signal(signal);

        (await process.ExitAsync(TimeSpan.FromSeconds(10))).ShouldNotBe(0);

        await Eventually.TrueAsync(
            () => !children.Any(child => child.IsAlive()),
            TimeSpan.FromSeconds(5),
            "the children end"
        );
        process.Errors.ShouldNotContain("   at ");
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        var code = await process.ExitAsync(Limit);
        return (code, process.Output, process.Errors);
    }

    private ReflectorProcess Start(params string[] arguments)
    {
        var home = Directory.CreateDirectory(Path.Combine(_home.FullName, "home")).FullName;
        return ReflectorProcess.Run(
            arguments,
            new Dictionary<string, string>
            {
                ["HOME"] = home,
                ["DATA_DIR"] = Path.Combine(home, "data"),
                ["DATABASE_URL"] = "postgresql://nobody@nowhere.invalid/none",
            },
            home
        );
    }

    private string[] Written() => Directory.GetFileSystemEntries(Path.Combine(_home.FullName, "home"));

    private static IEnumerable<string> Names(JsonElement item) => item.EnumerateObject().Select(field => field.Name);
}
