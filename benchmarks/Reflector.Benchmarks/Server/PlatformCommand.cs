using System.CommandLine;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Whereby;
using Reflector.Server.Configuration;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Whereby;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Reflector.Benchmarks.Server;

/// <summary>What the platform layer costs over its client, and what a meeting costs besides the platform's answer.</summary>
internal static class PlatformCommand
{
    private const int WarmUp = 300;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Meetings made", DefaultValueFactory = _ => 2000 };
        var command = new Command("platform", "Our share of making a meeting") { rounds };
        command.SetAction(
            async (arguments, cancellationToken) =>
            {
                await LayerAsync(arguments.GetValue(rounds), cancellationToken);
                await MeetingAsync(arguments.GetValue(rounds), cancellationToken);
            }
        );
        return command;
    }

    private static async Task LayerAsync(int rounds, CancellationToken cancellationToken)
    {
        await using var whereby = await WherebyServer.StartAsync();
        var settings = new ReflectorSettings
        {
            WherebyApiUrl = whereby.ApiUrl.ToString(),
            WherebyApiKey = WherebyServer.DefaultKey,
        };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings)
            .AddSingleton(TimeProvider.System)
            .AddVideoPlatforms(settings)
            .BuildServiceProvider();
        var platforms = services.GetRequiredService<VideoPlatformFactory>();
        var client = services.GetRequiredService<WherebyClient>();
        var end = TimeProvider.System.GetUtcNow().AddHours(8);
        var (layer, direct) = (new List<double>(), new List<double>());
        // In turn, each as often first: both have the same luck.
        for (var round = 0; round < WarmUp + rounds; round++)
        {
            if (round == WarmUp)
            {
                layer.Clear();
                direct.Clear();
            }
            if (round % 2 == 0)
                direct.Add(await TimeAsync(DirectAsync));
            layer.Add(await TimeAsync(LayerAsync));
            if (round % 2 == 1)
                direct.Add(await TimeAsync(DirectAsync));
        }
        var (a, b) = (Median(direct), Median(layer));
        Console.WriteLine(
            $"client {a:0.000} ms, platform layer {b:0.000} ms (medians): {(b / a - 1) * 100:+0.0;-0.0} %"
        );

        Task DirectAsync() =>
            client.CreateMeetingAsync(
                new(end, false, "group", "room-", WherebyRecording.None, ["hostRoomUrl"]),
                cancellationToken
            );

        Task LayerAsync() =>
            platforms
                .Get(WherebyPlatform.PlatformName)
                .CreateMeetingAsync(
                    new("room", end, false, RoomMode.Group, RecordingType.None, RecordingTrigger.None),
                    cancellationToken
                );
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task MeetingAsync(int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            await using var whereby = await WherebyServer.StartAsync();
            await using var server = await ServerUnderTest.StartAsync(
                folder.FullName,
                cancellationToken,
                ("WHEREBY_API_URL", whereby.ApiUrl.ToString()),
                ("WHEREBY_API_KEY", WherebyServer.DefaultKey)
            );
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
            {
                BaseAddress = server.Address,
            };
            var room = await BenchmarkRooms.CreateAsync(client, "whereby", cancellationToken);
            var ours = new List<double>();
            var used = TimeSpan.Zero;
            for (var round = 0; round < WarmUp + rounds; round++)
            {
                if (round == WarmUp)
                    used = server.ProcessorTime();
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsJsonAsync(
                    $"/v1/rooms/{room}/meeting",
                    new { allow_duplicated = true },
                    cancellationToken
                );
                answer.EnsureSuccessStatusCode();
                if (round >= WarmUp)
                    ours.Add((Stopwatch.GetElapsedTime(started) - whereby.LastAnswerTook).TotalMilliseconds);
            }
            used = server.ProcessorTime() - used;
            var sorted = ours.Order().ToArray();
            Console.WriteLine(
                $"a meeting over HTTP without the platform's answer: median {Median(ours):0.00} ms, p95 {sorted[(int)(sorted.Length * 0.95)]:0.00} ms; processor time of server and database {used.TotalMilliseconds / rounds:0.00} ms"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
