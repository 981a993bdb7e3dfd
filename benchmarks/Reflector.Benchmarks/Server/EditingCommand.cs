using System.CommandLine;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Reflector.Benchmarks.Server;

/// <summary>Corrections of a transcript of five hours over HTTP, each with all that is derived from the words.</summary>
internal static class EditingCommand
{
    private const int Words = 45_000;
    private const int Many = 10_000;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds")
        {
            Description = "Times that each is done",
            DefaultValueFactory = _ => 20,
        };
        var command = new Command("editing", "Corrections of words and voices in a transcript of five hours")
        {
            rounds,
        };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(rounds), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var database = await OwnDatabase.StartAsync(cancellationToken);
        await using var app = await database.StartServerAsync(cancellationToken);
        var (id, topics) = await CreateAsync(app, cancellationToken);
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = new($"{app.Urls.First()}/v1/transcripts/{id}/");
        var written = Enumerable
            .Range(0, 2)
            .Select(turn => string.Join(' ', Enumerable.Range(0, Many).Select(word => $"word{word}-{turn}")))
            .ToList();
        var all = new Dictionary<string, Func<int, HttpRequestMessage>>(StringComparer.Ordinal)
        {
            ["one word written"] = round =>
                Patch(
                    $"topics/{topics[1]}/words",
                    new
                    {
                        first = 7,
                        count = 1,
                        text = $"again-{round}",
                    }
                ),
            ["10,000 words written"] = round =>
                Patch(
                    $"topics/{topics[0]}/words",
                    new
                    {
                        first = 0,
                        count = Many,
                        text = written[round % 2],
                    }
                ),
            ["10,000 words to another voice"] = round =>
                Patch(
                    $"topics/{topics[0]}/words/speaker",
                    new
                    {
                        first = 0,
                        count = Many,
                        speaker = 3 + round % 2,
                    }
                ),
            ["10,000 words to another voice, by time"] = round =>
                Patch(
                    "speaker/assign",
                    new
                    {
                        speaker = 5 + round % 2,
                        timestamp_from = 0,
                        timestamp_to = Many * 0.4 - 0.3,
                    }
                ),
            ["a voice named"] = round =>
                round % 2 == 0
                    ? new HttpRequestMessage(HttpMethod.Post, "participants")
                    {
                        Content = JsonContent.Create(new { name = $"Somebody {round}" }),
                    }
                    : Patch("speaker/merge", new { speaker_from = 1, speaker_to = 2 }),
        };
        Console.WriteLine($"{Words:N0} words in {topics.Count} topics, {rounds} times each, over HTTP");
        foreach (var (name, request) in all)
            await MeasureAsync(client, name, request, rounds, cancellationToken);
    }

    private static HttpRequestMessage Patch(string path, object body) =>
        new(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };

    private static async Task MeasureAsync(
        HttpClient client,
        string name,
        Func<int, HttpRequestMessage> request,
        int rounds,
        CancellationToken cancellationToken
    )
    {
        var times = new List<double>();
        // The first two warm up.
        for (var round = 0; round < rounds + 2; round++)
        {
            using var message = request(round);
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(message, cancellationToken);
            await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            answer.EnsureSuccessStatusCode();
            if (round >= 2)
                times.Add(elapsed);
        }
        times.Sort();
        Console.WriteLine(
            $"{name, -42} median {times[times.Count / 2], 6:N0} ms   p95 {times[(int)(times.Count * 0.95)], 6:N0} ms   most {times[^1], 6:N0} ms"
        );
    }

    /// <summary>A first topic of 10,000 words, and the rest in topics of 500.</summary>
    private static async Task<(string Id, IReadOnlyList<string> Topics)> CreateAsync(
        WebApplication app,
        CancellationToken cancellationToken
    )
    {
        await using var db = await app
            .Services.GetRequiredService<IDbContextFactory<ReflectorDb>>()
            .CreateDbContextAsync(cancellationToken);
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = "local",
            Name = "Five hours",
            Status = TranscriptStatus.Ended,
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.File,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync(cancellationToken);
        var words = Enumerable
            .Range(0, Words)
            .Select(number => new Word($"word{number % 997}.", number * 0.4, number * 0.4 + 0.35, number / 40 % 3))
            .ToList();
        IEnumerable<Word[]> parts =
        [
            [.. words.Take(Many)],
            .. words.Skip(Many).Chunk(500),
        ];
        var topics = parts
            .Select(
                (part, position) =>
                    new Topic
                    {
                        Id = Guid.CreateVersion7().ToString(),
                        TranscriptId = transcript.Id,
                        Position = position,
                        Title = $"Topic {position}",
                        Summary = "",
                        Timestamp = part[0].Start,
                        Duration = part[^1].End - part[0].Start,
                        Words = part,
                    }
            )
            .ToList();
        db.Topics.AddRange(topics);
        await db.SaveChangesAsync(cancellationToken);
        return (transcript.Id, [.. topics.Select(topic => topic.Id)]);
    }
}
