using System.Text.Json;
using Microsoft.Playwright;

namespace Reflector.EndToEnd.Tests.Browser;

/// <summary>The server's HTTP API, for what a test prepares or checks behind the page's back.</summary>
internal sealed class ServerApi(IAPIRequestContext requests)
{
    public async Task<string> CreateTranscriptAsync(string name)
    {
        var answer = await requests.PostAsync("/v1/transcripts", new() { DataObject = new { name } });
        answer.Ok.ShouldBeTrue();
        return (await answer.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }

    public async Task UploadAsync(string transcriptId, string path)
    {
        var form = requests.CreateFormData();
        form.Set(
            "chunk",
            new FilePayload
            {
                Name = Path.GetFileName(path),
                MimeType = "application/octet-stream",
                Buffer = await File.ReadAllBytesAsync(path),
            }
        );
        var answer = await requests.PostAsync(
            $"/v1/transcripts/{transcriptId}/record/upload?chunk_number=0&total_chunks=1",
            new() { Multipart = form }
        );
        answer.Ok.ShouldBeTrue(await answer.TextAsync());
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await requests.GetAsync(path);
        answer.Ok.ShouldBeTrue();
        return (await answer.JsonAsync())!.Value;
    }

    public async Task<int> StatusAsync(string path) => (await requests.GetAsync(path)).Status;

    public async Task<IReadOnlyList<TimedWord>> WordsAsync(string transcriptId)
    {
        var topics = await GetAsync($"/v1/transcripts/{transcriptId}/topics/with-words");
        return
        [
            .. topics
                .EnumerateArray()
                .SelectMany(topic => topic.GetProperty("words").EnumerateArray())
                .Select(word => new TimedWord(
                    word.GetProperty("text").GetString()!,
                    word.GetProperty("start").GetDouble(),
                    word.GetProperty("end").GetDouble()
                )),
        ];
    }
}

/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
internal sealed record TimedWord(string Text, double Start, double End);
