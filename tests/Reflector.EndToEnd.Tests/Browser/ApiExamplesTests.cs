using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>What the documentation says can be pasted into a shell.</summary>
[Collection(BrowserTests.Name)]
public sealed class ApiExamplesTests(BrowserFixture fixture)
{
    private const string Documented = "http://localhost:1250";

    [Fact]
    public async Task The_examples_of_the_API_work_when_they_are_pasted_one_after_the_other()
    {
        var folder = Directory.CreateTempSubdirectory("reflector-examples-");
        try
        {
            var spoken = await MadeMeetings.BudgetAndTrainingAsync();
            File.Move(fixture.Files.Wave("examples.wav", spoken.Samples), Path.Combine(folder.FullName, "meeting.mp4"));

            var printed = await RunAsync(string.Join('\n', Examples()), folder.FullName);

            printed.ShouldContain("[00:00] Speaker 0: Good morning everyone", customMessage: printed);
            printed.ShouldContain("search_snippets");
            Regex
                .Count(printed, @"^\d+(?:\.\d+)? s, Speaker 0: .*budget", RegexOptions.Multiline)
                .ShouldBeGreaterThan(1);
            printed.ShouldContain("\"Ada\"");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>All that call the API; the script that is run with Python has a test of its own.</summary>
    private static IEnumerable<string> Examples()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Reflector.slnx")))
            folder = folder.Parent!;
        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "api.md"));
        var examples = Regex
            .Matches(text, "^```sh\n(?<example>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => match.Groups["example"].Value)
            .Where(example => example.Contains("curl", StringComparison.Ordinal))
            .ToList();
        examples.Count.ShouldBeGreaterThanOrEqualTo(3);
        examples.ShouldAllBe(example => example.Contains(Documented, StringComparison.Ordinal));
        return examples;
    }

    private async Task<string> RunAsync(string examples, string folder)
    {
        var script = $$"""
            set -euo pipefail
            curl() { command curl --fail-with-body --noproxy '*' "$@"; }
            {{examples.Replace(Documented, fixture.Address.TrimEnd('/'), StringComparison.Ordinal)}}
            # The same was said in the meeting that other tests look for.
            curl -s -X DELETE $api/transcripts/$id
            """;
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, printed + await errors);
        return printed;
    }
}
