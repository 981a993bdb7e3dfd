using System.CommandLine;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using Reflector.Fakes.Services;
using Reflector.Fakes.Whereby;
using Reflector.Server.Database.Embedded;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Reflector.Benchmarks.Server;

/// <summary>Signed webhooks at a steady rate, and as fast as they go; at the end each is looked for in the database.</summary>
internal static class WebhooksCommand
{
    private const int Meetings = 20;

    public static Command Create()
    {
        var rate = new Option<int>("--rate")
        {
            Description = "Webhooks each second; 0 for as many as go",
            DefaultValueFactory = _ => 1500,
        };
        var seconds = new Option<int>("--seconds") { Description = "How long", DefaultValueFactory = _ => 20 };
        var connections = new Option<int>("--connections")
        {
            Description = "Senders side by side",
            DefaultValueFactory = _ => 64,
        };
        var command = new Command("webhooks", "Signed webhooks taken, stored and applied by a server")
        {
            rate,
            seconds,
            connections,
        };
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(
                    arguments.GetValue(rate),
                    arguments.GetValue(seconds),
                    arguments.GetValue(connections),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task RunAsync(int rate, int seconds, int connections, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            await using var whereby = await WherebyServer.StartAsync();
            await using var server = await ServerUnderTest.StartAsync(
                folder.FullName,
                cancellationToken,
                ("WHEREBY_API_URL", whereby.ApiUrl.ToString()),
                ("WHEREBY_API_KEY", WherebyServer.DefaultKey),
                ("WHEREBY_WEBHOOK_SECRET", WherebyServer.DefaultSecret)
            );
            using var client = new HttpClient(
                new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }
            )
            {
                BaseAddress = server.Address,
            };
            var meetings = new List<string>();
            for (var i = 0; i < Meetings; i++)
                meetings.Add(await BenchmarkRooms.OpenAsync(client, "whereby", cancellationToken));
            var sender = new Sender(client, whereby.Events, meetings);
            await sender.SendAsync(Math.Max(rate, 500), 2, connections, cancellationToken);
            sender.Forget();
            var used = server.ProcessorTime();
            var before = sender.Accepted;
            var elapsed = await sender.SendAsync(rate, seconds, connections, cancellationToken);
            sender.Print(elapsed, rate);
            await CheckAsync(folder.FullName, sender, cancellationToken);
            used = server.ProcessorTime() - used;
            Console.WriteLine(
                $"processor time of server and database: {used.TotalMilliseconds / (sender.Accepted - before):0.000} ms for each webhook, applied included"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Every one that was answered with 200 is there once, and the count is that of the newest.</summary>
    private static async Task CheckAsync(string folder, Sender sender, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = NpgsqlDataSource.Create(
            EmbeddedPostgres.FindRunning(Path.Combine(folder, "postgres"))!
        );
        while (await CountAsync("applied_at IS NULL") > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        var (applied, failed) = (await CountAsync("applied_at IS NOT NULL"), await CountAsync("failed_at IS NOT NULL"));
        Console.WriteLine(
            $"applied {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms after the last was sent; answered 200: {sender.Accepted}, stored and applied: {applied}, set aside: {failed}"
        );
        var wrong = 0;
        foreach (var (meeting, people) in sender.Newest)
        {
            await using var command = database.CreateCommand("SELECT num_clients FROM meeting WHERE id = $1");
            command.Parameters.AddWithValue(meeting);
            wrong += (int)(await command.ExecuteScalarAsync(cancellationToken))! == people ? 0 : 1;
        }
        Console.WriteLine($"meetings whose count is not that of their newest event: {wrong} of {Meetings}");

        async Task<long> CountAsync(string condition)
        {
            await using var command = database.CreateCommand($"SELECT count(*) FROM webhook_event WHERE {condition}");
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
    }

    private sealed class Sender(HttpClient client, WherebyWebhooks events, IReadOnlyList<string> meetings)
    {
        private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-1);

        private readonly Lock _lock = new();
        private readonly List<double> _latencies = [];
        private int _next;
        private int _refused;

        /// <summary>Of all that were sent, those before <see cref="Forget"/> too.</summary>
        public int Accepted { get; private set; }

        public Dictionary<string, int> Newest { get; } = new(StringComparer.Ordinal);

        public void Forget()
        {
            _latencies.Clear();
            _refused = 0;
        }

        /// <returns>How long it took.</returns>
        public async Task<TimeSpan> SendAsync(
            int rate,
            int seconds,
            int connections,
            CancellationToken cancellationToken
        )
        {
            var count = rate == 0 ? 5000 * seconds : rate * seconds;
            // Signed before the clock runs: the sender's work is not what is measured.
            var all = Enumerable.Range(0, count).Select(_ => Next()).ToList();
            var next = -1;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(
                Enumerable.Range(0, connections).Select(_ => Task.Run(SendSomeAsync, cancellationToken))
            );
            return Stopwatch.GetElapsedTime(started);

            async Task SendSomeAsync()
            {
                while (Interlocked.Increment(ref next) is var nr && nr < all.Count)
                {
                    // From when it was due: a slow answer does not excuse the ones behind it.
                    var due = started + (rate == 0 ? 0 : (long)((double)nr / rate * Stopwatch.Frequency));
                    var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                    if (wait > TimeSpan.FromMilliseconds(1))
                        await Task.Delay(wait, cancellationToken);
                    var from = rate == 0 ? Stopwatch.GetTimestamp() : due;
                    var isAccepted = await PostAsync(all[nr], cancellationToken);
                    var latency = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                    lock (_lock)
                    {
                        _latencies.Add(latency);
                        Accepted += isAccepted ? 1 : 0;
                        _refused += isAccepted ? 0 : 1;
                    }
                }
            }
        }

        public void Print(TimeSpan elapsed, int rate)
        {
            var sorted = _latencies.Order().ToArray();
            Console.WriteLine(
                $"{sorted.Length} webhooks {(rate == 0 ? "as fast as they go" : $"at {rate}/s")}: {sorted.Length / elapsed.TotalSeconds:0}/s, median {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[(int)(sorted.Length * 0.99)]:0.0} ms, longest {sorted[^1]:0} ms, refused {_refused}"
            );
        }

        private SignedWebhook Next()
        {
            var nr = _next++;
            var (meeting, people) = (meetings[nr % meetings.Count], nr * 7 % 50);
            Newest[meeting] = people;
            return events.Event(
                nr % 2 == 0 ? "room.client.joined" : "room.client.left",
                new()
                {
                    ["meetingId"] = meeting,
                    ["displayName"] = $"Participant {nr}",
                    ["participantId"] = Guid.CreateVersion7().ToString(),
                    ["roleName"] = "visitor",
                    ["numClients"] = people,
                    ["numClientsByRoleName"] = new JsonObject { ["visitor"] = people },
                },
                Start.AddMilliseconds(nr)
            );
        }

        private async Task<bool> PostAsync(SignedWebhook webhook, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/whereby");
            request.Content = new StringContent(webhook.Body, null, "application/json");
            foreach (var (name, value) in webhook.Headers)
                request.Headers.Add(name, value);
            using var answer = await client.SendAsync(request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
    }
}
