using System.Collections.Concurrent;
using System.CommandLine;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Transcripts;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Reflector.Benchmarks.Server;

/// <summary>
/// From a change to its arrival at every WebSocket, half of them on another node: of a transcript, and of a person who
/// has it in their list.
/// </summary>
internal static class FanoutCommand
{
    public static Command Create()
    {
        var sockets = new Option<int>("--sockets")
        {
            Description = "WebSockets on one transcript, then of one person",
            DefaultValueFactory = _ => 1000,
        };
        var rounds = new Option<int>("--rounds") { Description = "Events", DefaultValueFactory = _ => 20 };
        var command = new Command("fanout", "Delivery of one event to many WebSockets on two nodes")
        {
            sockets,
            rounds,
        };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync(result.GetValue(sockets), result.GetValue(rounds), cancellationToken)
        );
        return command;
    }

    private static async Task RunAsync(int count, int rounds, CancellationToken cancellationToken)
    {
        await using var database = await OwnDatabase.StartAsync(cancellationToken);
        await using var first = await database.StartServerAsync(cancellationToken);
        await using var second = await database.StartServerAsync(cancellationToken);
        var id = await CreateAsync(first, cancellationToken);
        Channel[] channels =
        [
            new("transcript", $"/v1/transcripts/{id}/events", EventLog.TranscriptStream(id), AppendAsync),
            new("user", "/v1/events", EventLog.LibraryStream, ChangeAsync),
        ];
        foreach (var channel in channels)
        {
            foreach (var (name, nodes) in new[] { ("one node", new[] { first }), ("two nodes", [first, second]) })
                await MeasureAsync(name, first, nodes, channel, id, count, rounds, cancellationToken);
        }
    }

    private static async Task<string> CreateAsync(WebApplication node, CancellationToken cancellationToken)
    {
        await using var db = await node
            .Services.GetRequiredService<IDbContextFactory<ReflectorDb>>()
            .CreateDbContextAsync(cancellationToken);
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = "local",
            Name = "fan-out",
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.File,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        db.Transcripts.Add(transcript);
        await db.SaveChangesAsync(cancellationToken);
        return transcript.Id;
    }

    private static Task AppendAsync(EventLog events, ReflectorDb db, string id, CancellationToken cancellationToken) =>
        events.AppendAsync(
            db,
            EventLog.TranscriptStream(id),
            TranscriptEvents.Transcript,
            new TranscriptText("hello"),
            cancellationToken
        );

    private static Task ChangeAsync(EventLog events, ReflectorDb db, string id, CancellationToken cancellationToken) =>
        db
            .Transcripts.Where(transcript => transcript.Id == id)
            .ExecuteUpdateAsync(
                row => row.SetProperty(transcript => transcript.DurationMs, transcript => transcript.DurationMs + 1000),
                cancellationToken
            );

    private static async Task MeasureAsync(
        string name,
        WebApplication publisher,
        WebApplication[] nodes,
        Channel channel,
        string id,
        int count,
        int rounds,
        CancellationToken cancellationToken
    )
    {
        var events = publisher.Services.GetRequiredService<EventLog>();
        var databases = publisher.Services.GetRequiredService<IDbContextFactory<ReflectorDb>>();
        long after;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            after = await EventLog.LastSeqAsync(db, channel.Stream, cancellationToken);
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < count; i++)
            sockets.Add(await ConnectAsync(nodes[i % nodes.Length], channel.Path, after, cancellationToken));
        var latencies = new ConcurrentBag<double>();
        for (var round = 0; round < rounds; round++)
        {
            var receiving = sockets.Select(socket => ReceiveAsync(socket, cancellationToken)).ToList();
            var appended = Stopwatch.GetTimestamp();
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
                await channel.SayAsync(events, db, id, cancellationToken);
            foreach (var arrived in await Task.WhenAll(receiving))
                latencies.Add(Stopwatch.GetElapsedTime(appended, arrived).TotalMilliseconds);
        }
        var sorted = latencies.Order().ToArray();
        Console.WriteLine(
            $"{channel.Name} events, {name}: {count} sockets, {rounds} events: median {sorted[sorted.Length / 2]:0} ms, p99 {sorted[(int)(sorted.Length * 0.99)]:0} ms, longest {sorted[^1]:0} ms"
        );
        foreach (var socket in sockets)
        {
            socket.Abort();
            socket.Dispose();
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(
        WebApplication node,
        string path,
        long after,
        CancellationToken cancellationToken
    )
    {
        var socket = new ClientWebSocket();
        var address = node.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal);
        await socket.ConnectAsync(new Uri($"{address}{path}?after={after}"), cancellationToken);
        return socket;
    }

    private static async Task<long> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        await socket.ReceiveAsync(new byte[4096], cancellationToken);
        return Stopwatch.GetTimestamp();
    }

    /// <param name="Name">In the report.</param>
    /// <param name="Path">Of its WebSocket.</param>
    /// <param name="Stream">Where its events are stored.</param>
    /// <param name="SayAsync">Makes one event of a transcript.</param>
    private sealed record Channel(
        string Name,
        string Path,
        string Stream,
        Func<EventLog, ReflectorDb, string, CancellationToken, Task> SayAsync
    );
}
