using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;
using Reflector.Server.Transcripts.Editing;

namespace Reflector.Server.Tests.Transcripts.Editing;

/// <summary>Somebody who corrects a transcript, over HTTP.</summary>
internal sealed class Corrector(TestServer server, string id, HttpClient? client = null)
{
    public string Id => id;

    private HttpClient Client => client ?? server.Client;

    private string Path => $"/v1/transcripts/{id}";

    /// <summary>A transcript with these words, half a second each; topics are separated by <c>|</c>.</summary>
    public static async Task<Corrector> OfAsync(TestServer server, string text, params Participant[] participants) =>
        new(server, await server.WriteTranscriptAsync(participants, Topics(text)));

    /// <summary><c>1:word</c> is said by speaker 1.</summary>
    public static Word[][] Topics(string text)
    {
        var time = 0d;
        return
        [
            .. text.Split('|')
                .Select(topic => topic.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Next).ToArray()),
        ];

        Word Next(string word)
        {
            var colon = word.IndexOf(':');
            var speaker = colon > 0 ? int.Parse(word[..colon]) : 0;
            time += 0.5;
            return new(word[(colon + 1)..], time - 0.5, time, speaker);
        }
    }

    public Corrector As(HttpClient other) => new(server, id, other);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, Path + path)
        {
            Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)),
        };
        // A body that is too large is refused before it is sent.
        request.Headers.ExpectContinue = body is not null;
        return Client.SendAsync(request);
    }

    public async Task<JsonNode> OkAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        return await answer.OkAsync();
    }

    public async Task<string> RefusedAsync(int status, HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        return await answer.RefusedAsync(status);
    }

    public async Task<string> InvalidAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        return await answer.InvalidAsync();
    }

    public async Task<string> TopicAsync(int position = 0) =>
        await server.QueryAsync(db =>
            db.Topics.Where(topic => topic.TranscriptId == id && topic.Position == position)
                .Select(topic => topic.Id)
                .SingleAsync()
        );

    public async Task<JsonNode> WriteAsync(int first, int count, string text, int? version = null, int topic = 0) =>
        await OkAsync(
            HttpMethod.Patch,
            $"/topics/{await TopicAsync(topic)}/words",
            new
            {
                first,
                count,
                text,
                text_version = version,
            }
        );

    public async Task<JsonNode> GiveAsync(int first, int count, int speaker, int? version = null, int topic = 0) =>
        await OkAsync(
            HttpMethod.Patch,
            $"/topics/{await TopicAsync(topic)}/words/speaker",
            new
            {
                first,
                count,
                speaker,
                text_version = version,
            }
        );

    public Task<JsonNode> UndoAsync(int version) => OkAsync(HttpMethod.Post, $"/edits/{version}/undo");

    public Task<JsonNode> RollBackAsync(int version) => OkAsync(HttpMethod.Post, $"/edits/{version}/rollback");

    public async Task<IReadOnlyList<JsonNode>> EditsAsync() =>
        [.. (await OkAsync(HttpMethod.Get, "/edits?size=100"))["items"]!.AsArray().Select(edit => edit!)];

    public async Task<IReadOnlyList<Word[]>> WordsAsync() =>
        [.. (await StoredAsync()).Select(topic => topic.Words.ToArray())];

    public Task<List<Topic>> StoredAsync() =>
        server.QueryAsync(db =>
            db.Topics.AsNoTracking()
                .Where(topic => topic.TranscriptId == id)
                .OrderBy(topic => topic.Position)
                .ToListAsync()
        );

    public Task<Transcript> TranscriptAsync() =>
        server.QueryAsync(db => db.Transcripts.AsNoTracking().SingleAsync(row => row.Id == id));

    public Task<List<TranscriptEdit>> ChainAsync() =>
        server.QueryAsync(db =>
            db.TranscriptEdits.AsNoTracking()
                .Where(edit => edit.TranscriptId == id)
                .OrderBy(edit => edit.Version)
                .ToListAsync()
        );

    /// <summary>As <see cref="Topics"/> reads it.</summary>
    public async Task<string> TextAsync() =>
        string.Join('|', (await WordsAsync()).Select(words => string.Join(' ', words.Select(Written))));

    private static string Written(Word word) => word.Speaker == 0 ? word.Text : $"{word.Speaker}:{word.Text}";
}
