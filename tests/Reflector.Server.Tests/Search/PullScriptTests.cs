using System.Diagnostics;
using System.Net.Http.Json;
using Reflector.Server.Tests.Configuration;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Search;

public sealed class PullScriptTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_documented_script_pulls_what_is_new_and_only_that()
    {
        var script = Script();
        script.Split('\n').Length.ShouldBeLessThanOrEqualTo(20);
        await using var server = await TestServer.StartAsync(postgres);
        var library = new Library(server, "local");
        var first = await library.AddAsync("Ünicode was said.", "First");
        var second = await library.AddAsync("Second words.", "Second");
        await server.CreateTranscriptAsync("Not processed");
        var folder = Directory.CreateTempSubdirectory("reflector-pull-");
        try
        {
            await RunAsync(script, server, folder.FullName);
            Pulled().ShouldBe([first, second], ignoreOrder: true);
            (await File.ReadAllTextAsync(FileOf(first))).ShouldBe("First\n\n[00:00] Speaker 0: Ünicode was said.\n");
            foreach (var file in folder.GetFiles("*.txt"))
                file.Delete();

            await RunAsync(script, server, folder.FullName);
            Pulled().ShouldBeEmpty();
            using (
                var change = await server.Client.PatchAsJsonAsync($"/v1/transcripts/{second}", new { title = "New" })
            )
                await change.OkAsync();
            await RunAsync(script, server, folder.FullName);

            Pulled().ShouldBe([second]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string FileOf(string id) => Path.Combine(folder.FullName, id + ".txt");
        List<string> Pulled() =>
            [.. folder.GetFiles("*.txt").Select(file => Path.GetFileNameWithoutExtension(file.Name))];
    }

    private static string Script()
    {
        var text = RepositoryFiles.Read("docs", "api.md");
        const string fence = "```python\n";
        var start = text.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)].Trim();
    }

    private static async Task RunAsync(string script, TestServer server, string folder)
    {
        var start = new ProcessStartInfo("python3", ["-c", script])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        start.Environment["REFLECTOR_API"] = server.Address.ToString().TrimEnd('/');
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, errors);
    }
}
