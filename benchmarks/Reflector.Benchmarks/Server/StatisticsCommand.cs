using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Statistics;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Reflector.Benchmarks.Server;

/// <summary>The answer of the statistics page over many transcripts.</summary>
internal static class StatisticsCommand
{
    private const int Asked = 20;

    public static Command Create()
    {
        var transcripts = new Option<int>("--transcripts")
        {
            Description = "Over three years, with four voices each",
            DefaultValueFactory = _ => 100_000,
        };
        var command = new Command("statistics", "Statistics over many transcripts") { transcripts };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(transcripts), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int count, CancellationToken cancellationToken)
    {
        await using var database = await OwnDatabase.StartAsync(cancellationToken);
        await using var app = await database.BuildAsync(cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReflectorDb>();
        await FillAsync(db, count, cancellationToken);
        var reader = scope.ServiceProvider.GetRequiredService<StatisticsReader>();
        foreach (var days in new[] { 30, 90, 365, 1095 })
            await MeasureAsync(reader, days, cancellationToken);
    }

    private static async Task FillAsync(ReflectorDb db, int count, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO transcript (id, user_id, name, status, duration_ms, source_kind, room_id, created_at)
            SELECT 't' || n, 'local', 'Meeting ' || n, 'ended', 60000 * (1 + n % 90), 'room', 'r' || n % 40,
                now() - n * interval '1095 days' / {count}
            FROM generate_series(1, {count}) AS n
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO transcript_voice (transcript_id, speaker, name, words, seconds)
            SELECT 't' || n, voice, 'Person ' || (n * 7 + voice) % 500, 1000 + n % 700, 400 + n % 300
            FROM generate_series(1, {count}) AS n CROSS JOIN generate_series(0, 3) AS voice
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlRawAsync("ANALYZE transcript, transcript_voice", cancellationToken);
    }

    private static async Task MeasureAsync(StatisticsReader reader, int days, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var range = new StatisticsRange(today.AddDays(1 - days), today, "Europe/Berlin");
        var times = new List<double>();
        var meetings = 0;
        for (var round = 0; round < Asked; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await reader.ReadAsync(range, StatisticsInterval.Week, Caller.Local, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            meetings = answer.Total.Meetings;
        }
        times.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{days} days, {meetings} meetings: median {times[Asked / 2]:0} ms, p95 {times[Asked * 95 / 100]:0} ms"
            )
        );
    }
}
