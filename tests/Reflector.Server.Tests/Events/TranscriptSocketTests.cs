using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Events;

public sealed class TranscriptSocketTests(SharedServer shared, PostgresFixture postgres) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task Who_comes_later_is_told_the_results_but_not_what_only_mattered_meanwhile()
    {
        var id = await Server.CreateTranscriptAsync();
        foreach (var name in new[] { "TRANSCRIPT", "TOPIC", "STATUS", "DURATION", "PIPELINE", "WAVEFORM" })
            await AppendAsync(Server, id, name, 0);

        await using var socket = await EventSocket.OpenAsync(Server, id);
        foreach (var name in new[] { "TOPIC", "DURATION", "WAVEFORM" })
            (await socket.NextAsync()).Event.ShouldBe(name);
        await AppendAsync(Server, id, "STATUS", 1);

        (await socket.NextAsync()).Event.ShouldBe("STATUS");
    }

    [Fact]
    public async Task Who_continues_from_a_position_is_told_everything_behind_it_once()
    {
        var id = await Server.CreateTranscriptAsync();
        for (var number = 0; number < 5; number++)
            await AppendAsync(Server, id, "TRANSCRIPT", number);
        long position;
        await using (var first = await EventSocket.OpenAsync(Server, id, after: 0))
        {
            await first.NextAsync();
            position = (await first.NextAsync()).Seq;
        }
        await AppendAsync(Server, id, "STATUS", 5);

        await using var second = await EventSocket.OpenAsync(Server, id, position);
        for (var number = 2; number < 6; number++)
            ((int)(await second.NextAsync()).Data["number"]!).ShouldBe(number);
    }

    [Fact]
    public async Task More_than_a_page_of_stored_events_is_told_in_order()
    {
        var id = await Server.CreateTranscriptAsync();
        await Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $$"""
                SELECT append_event({{EventLog.TranscriptStream(id)}}, 'TOPIC', jsonb_build_object('number', n), now())
                FROM generate_series(0, 1233) n
                """
            )
        );

        await using var socket = await EventSocket.OpenAsync(Server, id);
        for (var number = 0; number < 1234; number++)
            ((int)(await socket.NextAsync()).Data["number"]!).ShouldBe(number);
    }

    [Fact]
    public async Task Writers_at_the_same_time_are_heard_completely_in_order_and_alike_by_all()
    {
        const int Writers = 8;
        const int Each = 40;
        var id = await Server.CreateTranscriptAsync();
        await using var early = await EventSocket.OpenAsync(Server, id);
        var writing = Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async writer =>
                {
                    for (var number = 0; number < Each; number++)
                        await AppendAsync(Server, id, "TOPIC", writer * 1000 + number);
                })
        );
        // Comes in the middle: gets the stored ones and then the live ones.
        for (var seen = 0; seen < Each; seen++)
            await early.NextAsync();
        await using var late = await EventSocket.OpenAsync(Server, id);
        await writing;

        var heard = new List<List<(long Seq, int Number)>>();
        foreach (var socket in new[] { early, late })
        {
            while (socket.Seen.Count < Writers * Each)
                await socket.NextAsync();
            heard.Add([.. socket.Seen.Select(frame => (frame.Seq, (int)frame.Data["number"]!))]);
        }
        heard[1].ShouldBe(heard[0]);
        heard[0].Select(item => item.Seq).ShouldBe(heard[0].Select(item => item.Seq).Order().Distinct());
        foreach (var writer in heard[0].GroupBy(item => item.Number / 1000))
            writer.Select(item => item.Number % 1000).ShouldBe(Enumerable.Range(0, Each));
    }

    [Fact]
    public async Task Two_servers_on_one_database_tell_the_same()
    {
        await using var one = await TestServer.StartAsync(postgres);
        await using var two = await TestServer.StartAsync(postgres, connectionString: one.ConnectionString);
        var id = await one.CreateTranscriptAsync();
        await using var atOne = await EventSocket.OpenAsync(one, id);
        await using var atTwo = await EventSocket.OpenAsync(two, id);

        await AppendAsync(one, id, "TOPIC", 1);
        await AppendAsync(two, id, "TOPIC", 2);

        foreach (var socket in new[] { atOne, atTwo })
        {
            ((int)(await socket.NextAsync()).Data["number"]!).ShouldBe(1);
            ((int)(await socket.NextAsync()).Data["number"]!).ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_listener_whose_connection_is_killed_loses_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var id = await server.CreateTranscriptAsync();
        await using var socket = await EventSocket.OpenAsync(server, id);
        await AppendAsync(server, id, "TOPIC", 0);
        await socket.NextAsync();
        await using var admin = NpgsqlDataSource.Create(server.ConnectionString);

        for (var round = 1; round <= 3; round++)
        {
            await using (
                var kill = admin.CreateCommand(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND query = 'LISTEN reflector_event'
                    """
                )
            )
                ((long)(await kill.ExecuteScalarAsync())!).ShouldBeLessThanOrEqualTo(1);
            await using (
                var append = admin.CreateCommand(
                    $$"""SELECT append_event('{{EventLog.TranscriptStream(id)}}', 'TOPIC', '{"number": {{round}}}', now())"""
                )
            )
                await append.ExecuteNonQueryAsync();
            ((int)(await socket.NextAsync()).Data["number"]!).ShouldBe(round);
        }
    }

    [Fact]
    public async Task What_is_rolled_back_was_never_said()
    {
        var id = await Server.CreateTranscriptAsync();
        await using var socket = await EventSocket.OpenAsync(Server, id);
        await Server.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await AppendAsync(Server, db, id, "TOPIC", 1);
            await transaction.RollbackAsync();
            return true;
        });
        await AppendAsync(Server, id, "TOPIC", 2);

        ((int)(await socket.NextAsync()).Data["number"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_written_title_is_told()
    {
        var id = await Server.CreateTranscriptAsync();
        await using var socket = await EventSocket.OpenAsync(Server, id);
        using var change = await Server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "New" });
        await change.OkAsync();

        var told = await socket.NextAsync();
        (told.Event, (string)told.Data["title"]!).ShouldBe(("FINAL_TITLE", "New"));
    }

    [Fact]
    public async Task An_unknown_transcript_is_refused_at_the_handshake()
    {
        var refusal = await Should.ThrowAsync<WebSocketException>(EventSocket.OpenAsync(Server, "none"));

        refusal.Message.ShouldContain("404");
    }

    [Fact]
    public async Task A_plain_request_is_told_to_upgrade()
    {
        var id = await Server.CreateTranscriptAsync();
        using var answer = await Server.Client.GetAsync($"/v1/transcripts/{id}/events");
        (await answer.RefusedAsync(426)).ShouldContain("WebSocket");

        using var wrong = await Server.Client.GetAsync($"/v1/transcripts/{id}/events?after=x");
        (await wrong.InvalidAsync()).ShouldBe("query.after");
    }

    private static Task AppendAsync(TestServer server, string id, string name, int number) =>
        server.QueryAsync(async db =>
        {
            await AppendAsync(server, db, id, name, number);
            return true;
        });

    private static Task AppendAsync(TestServer server, ReflectorDb db, string id, string name, int number) =>
        server
            .Services.GetRequiredService<EventLog>()
            .AppendAsync(db, EventLog.TranscriptStream(id), name, new { number }, CancellationToken.None);
}
