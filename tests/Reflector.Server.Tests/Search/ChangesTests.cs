using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Database;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Search;

/// <summary>A program that continues behind the last <c>change_seq</c> it saw misses nothing.</summary>
public sealed class ChangesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_number_taken_early_and_committed_late_is_waited_for()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var (early, late) = (await server.CreateTranscriptAsync("Early"), await server.CreateTranscriptAsync("Late"));
        var position = (await ChangesAsync(server, 0)).Max(change => change.Seq);
        await using var first = await OpenAsync(server);
        await using var second = await OpenAsync(server);
        await using var firstChange = await first.Database.BeginTransactionAsync();
        await ChangeAsync(first, early);
        await using (var secondChange = await second.Database.BeginTransactionAsync())
        {
            await ChangeAsync(second, late);
            await secondChange.CommitAsync();
        }

        (await ChangesAsync(server, position)).ShouldBeEmpty("The first transaction may still commit a lower number");
        await firstChange.CommitAsync();

        (await ChangesAsync(server, position)).Select(change => change.Id).ShouldBe([early, late]);
    }

    [Fact]
    public async Task A_transaction_that_is_rolled_back_holds_nobody_up()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var (rolledBack, kept) = (await server.CreateTranscriptAsync("One"), await server.CreateTranscriptAsync("Two"));
        var position = (await ChangesAsync(server, 0)).Max(change => change.Seq);
        await using var first = await OpenAsync(server);
        await using (var change = await first.Database.BeginTransactionAsync())
        {
            await change.CreateSavepointAsync("inside");
            await ChangeAsync(first, rolledBack);
            await change.RollbackToSavepointAsync("inside");
            await ChangeAsync(first, rolledBack);
            await using var second = await OpenAsync(server);
            await ChangeAsync(second, kept);
            (await ChangesAsync(server, position)).ShouldBeEmpty();
            await change.RollbackAsync();
        }

        (await ChangesAsync(server, position)).Select(change => change.Id).ShouldBe([kept]);
    }

    [Fact]
    public async Task The_first_transcript_of_all_is_waited_for_as_well()
    {
        await using var server = await TestServer.StartAsync(postgres);
        await using var first = await OpenAsync(server);
        await using var creation = await first.Database.BeginTransactionAsync();
        await first.Database.ExecuteSqlAsync(
            $"INSERT INTO transcript (id, user_id, name, status, source_kind, created_at) VALUES ('first', 'local', 'x', 'idle', 'file', now())"
        );
        var second = await server.CreateTranscriptAsync("Second");

        (await ChangesAsync(server, 0)).ShouldBeEmpty();
        await creation.CommitAsync();

        (await ChangesAsync(server, 0)).Select(change => change.Id).ShouldBe(["first", second]);
    }

    [Fact]
    public async Task A_reader_among_many_writers_sees_the_last_change_of_each_transcript()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var ids = new List<string>();
        for (var number = 0; number < 6; number++)
            ids.Add(await server.CreateTranscriptAsync($"Meeting {number}"));
        var seen = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var written = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var position = 0L;
            for (var isLast = false; ; )
            {
                foreach (var change in await ChangesAsync(server, position))
                {
                    change.Seq.ShouldBeGreaterThan(position);
                    position = change.Seq;
                    seen[change.Id] = change.Seq;
                }
                if (isLast)
                    break;
                isLast = written.IsCancellationRequested;
            }
        });
        await Task.WhenAll(ids.Select((id, number) => Task.Run(() => WriteOftenAsync(server, id, number))));
        await written.CancelAsync();
        await reading;

        var last = await server.QueryAsync(db => db.Transcripts.ToDictionaryAsync(row => row.Id, row => row.ChangeSeq));
        seen.ToDictionary().ShouldBe(last, ignoreOrder: true);
    }

    /// <summary>Transactions of different lengths, so that they overlap in every way.</summary>
    private static async Task WriteOftenAsync(TestServer server, string id, int number)
    {
        for (var round = 0; round < 30; round++)
        {
            await using var db = await OpenAsync(server);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await ChangeAsync(db, id);
            await db.Database.ExecuteSqlAsync($"SELECT pg_sleep({(number * 7 + round) % 5 * 0.004})");
            await transaction.CommitAsync();
        }
    }

    private static Task<int> ChangeAsync(ReflectorDb db, string id) =>
        db.Database.ExecuteSqlAsync($"UPDATE transcript SET reviewed = NOT reviewed WHERE id = {id}");

    private static Task<ReflectorDb> OpenAsync(TestServer server) =>
        server.Services.GetRequiredService<IDbContextFactory<ReflectorDb>>().CreateDbContextAsync();

    private static async Task<List<(string Id, long Seq)>> ChangesAsync(TestServer server, long after)
    {
        var page = await server.GetAsync($"/v1/transcripts?sort_by=change_seq&change_seq_from={after}&size=100");
        return [.. page["items"]!.AsArray().Select(item => ((string)item!["id"]!, (long)item["change_seq"]!))];
    }
}
