using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Events;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Library.Events;

public sealed class UserSocketTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_life_is_told_from_the_beginning_to_the_end_in_order()
    {
        await using var socket = await EventSocket.OpenListAsync(_server);
        var id = await _server.CreateTranscriptAsync();
        await ChangeAsync(id, status: TranscriptStatus.Processing);
        await ChangeAsync(id, duration: 61_000.5);
        using var titled = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "Plan" });
        await titled.OkAsync();
        await ChangeAsync(id, status: TranscriptStatus.Ended);
        using var deleted = await _server.Client.DeleteAsync($"/v1/transcripts/{id}");
        await deleted.OkAsync();

        var told = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            var frame = await socket.NextAsync();
            told.Add($"{frame.Event} {frame.Data.ToJsonString()}");
        }

        told.ShouldBe([
            $$"""TRANSCRIPT_CREATED {"id":"{{id}}"}""",
            $$"""TRANSCRIPT_STATUS {"id":"{{id}}","value":"processing"}""",
            $$"""TRANSCRIPT_DURATION {"id":"{{id}}","duration":61000.5}""",
            $$"""TRANSCRIPT_FINAL_TITLE {"id":"{{id}}","title":"Plan"}""",
            $$"""TRANSCRIPT_STATUS {"id":"{{id}}","value":"ended"}""",
            $$"""TRANSCRIPT_DELETED {"id":"{{id}}"}""",
        ]);
        socket.Seen.Select(frame => frame.Seq).ShouldBeInOrder();
    }

    [Fact]
    public async Task Who_comes_without_a_position_is_told_only_what_happens_from_then_on()
    {
        await _server.CreateTranscriptAsync();
        await using var socket = await EventSocket.OpenListAsync(_server);
        var id = await _server.CreateTranscriptAsync();

        ((string)(await socket.NextAsync()).Data["id"]!).ShouldBe(id);
    }

    [Fact]
    public async Task Who_was_cut_off_goes_on_behind_the_last_it_heard()
    {
        long position;
        await using (var first = await EventSocket.OpenListAsync(_server))
        {
            await _server.CreateTranscriptAsync();
            position = (await first.NextAsync()).Seq;
        }
        var missed = new List<string>();
        for (var number = 0; number < 700; number++)
            missed.Add(Guid.CreateVersion7().ToString());
        await InsertAsync(missed, "local");

        await using var second = await EventSocket.OpenListAsync(_server, position);
        var heard = new List<string>();
        for (var number = 0; number < missed.Count; number++)
            heard.Add((string)(await second.NextAsync()).Data["id"]!);

        heard.ShouldBe(missed, ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_is_not_in_their_list()
    {
        await using var stranger = await EventSocket.OpenListAsync(_server, user: "stranger");
        var secret = await _server.WriteTranscriptAsync([], [], "owner", title: "Secret");
        await ChangeAsync(secret, status: TranscriptStatus.Error);
        await _server.WriteTranscriptAsync([], [], "owner", ShareMode.SemiPrivate);
        await _server.WriteTranscriptAsync([], [], "owner", ShareMode.Public);
        await _server.WriteTranscriptAsync([], [], "");
        var own = await _server.WriteTranscriptAsync([], [], "stranger");

        ((string)(await stranger.NextAsync()).Data["id"]!).ShouldBe(own);
    }

    [Theory]
    [InlineData(true, nameof(ShareMode.SemiPrivate), true)]
    [InlineData(true, nameof(ShareMode.Public), true)]
    [InlineData(true, nameof(ShareMode.Private), false)]
    [InlineData(false, nameof(ShareMode.SemiPrivate), false)]
    public async Task What_is_in_a_shared_room_is_told_to_everybody_who_lists_it(
        bool isShared,
        string share,
        bool isTold
    )
    {
        var room = await _server.RoomAsync("owner", isShared);
        await using var owner = await EventSocket.OpenListAsync(_server, user: "owner");
        await using var other = await EventSocket.OpenListAsync(_server, user: "other");
        var id = Guid.CreateVersion7().ToString();
        await InsertAsync([id], "owner", room, Enum.Parse<ShareMode>(share));
        await ChangeAsync(id, status: TranscriptStatus.Processing);
        var own = await _server.WriteTranscriptAsync([], [], "other");

        foreach (var name in new[] { "TRANSCRIPT_CREATED", "TRANSCRIPT_STATUS" })
        {
            foreach (var socket in isTold ? new[] { owner, other } : [owner])
            {
                var frame = await socket.NextAsync();
                (frame.Event, (string)frame.Data["id"]!).ShouldBe((name, id));
            }
        }
        ((string)(await other.NextAsync()).Data["id"]!).ShouldBe(own);
    }

    [Fact]
    public async Task Sharing_adds_to_the_lists_of_others_and_ending_it_takes_away_while_the_owner_keeps_it()
    {
        var room = await _server.RoomAsync("owner", isShared: true);
        var id = Guid.CreateVersion7().ToString();
        await InsertAsync([id], "owner", room);
        await using var owner = await EventSocket.OpenListAsync(_server, user: "owner");
        await using var other = await EventSocket.OpenListAsync(_server, user: "other");
        using var client = _server.ClientOf("owner");

        foreach (
            var (mode, name) in new[] { ("semi-private", "TRANSCRIPT_CREATED"), ("private", "TRANSCRIPT_DELETED") }
        )
        {
            using var changed = await client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { share_mode = mode });
            await changed.OkAsync();
            var frame = await other.NextAsync();
            (frame.Event, (string)frame.Data["id"]!).ShouldBe((name, id));
        }
        await ChangeAsync(id, status: TranscriptStatus.Error);
        (await owner.NextAsync()).Event.ShouldBe("TRANSCRIPT_STATUS");
    }

    [Fact]
    public async Task A_new_owner_gets_it_and_the_old_one_loses_it()
    {
        var id = await _server.WriteTranscriptAsync([], [], "old");
        await using var old = await EventSocket.OpenListAsync(_server, user: "old");
        await using var heir = await EventSocket.OpenListAsync(_server, user: "heir");

        await _server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == id)
                .ExecuteUpdateAsync(row => row.SetProperty(item => item.UserId, "heir"))
        );

        (await old.NextAsync()).Event.ShouldBe("TRANSCRIPT_DELETED");
        (await heir.NextAsync()).Event.ShouldBe("TRANSCRIPT_CREATED");
    }

    [Fact]
    public async Task What_is_rolled_back_was_never_told()
    {
        await using var socket = await EventSocket.OpenListAsync(_server);
        await _server.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE transcript SET title = 'never'");
            db.Transcripts.Add(New(Guid.CreateVersion7().ToString(), "local"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return true;
        });
        var id = await _server.CreateTranscriptAsync();

        ((string)(await socket.NextAsync()).Data["id"]!).ShouldBe(id);
    }

    [Fact]
    public async Task What_was_told_of_a_transcript_is_removed_with_it()
    {
        var id = await _server.CreateTranscriptAsync();
        using var titled = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "Secret" });
        await titled.OkAsync();
        using var deleted = await _server.Client.DeleteAsync($"/v1/transcripts/{id}");
        await deleted.OkAsync();

        await using var socket = await EventSocket.OpenListAsync(_server, after: 0);
        var frame = await socket.NextAsync();

        (frame.Event, (string)frame.Data["id"]!).ShouldBe(("TRANSCRIPT_DELETED", id));
        (
            await _server.QueryAsync(db =>
                db.Database.SqlQuery<int>(
                        $"""SELECT count(*)::integer AS "Value" FROM event WHERE data::text LIKE '%Secret%'"""
                    )
                    .SingleAsync()
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_told_a_day_ago_is_forgotten()
    {
        await _server.CreateTranscriptAsync();
        await _server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE event SET created_at = created_at - interval '25 hours'")
        );
        var kept = await _server.CreateTranscriptAsync();

        await ActivatorUtilities.CreateInstance<EventPruning>(_server.Services).Execute(null!, CancellationToken.None);

        await using var socket = await EventSocket.OpenListAsync(_server, after: 0);
        ((string)(await socket.NextAsync()).Data["id"]!).ShouldBe(kept);
    }

    [Fact]
    public async Task Titles_of_quotes_and_markup_are_told_as_they_are()
    {
        const string Title = """<img src=x onerror="alert(1)"> '); DROP TABLE event; -- \u0007 🦊""";
        var id = await _server.CreateTranscriptAsync();
        await using var socket = await EventSocket.OpenListAsync(_server);
        using var titled = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = Title });
        await titled.OkAsync();

        ((string)(await socket.NextAsync()).Data["title"]!).ShouldBe(Title);
    }

    [Fact]
    public async Task Writers_at_once_are_heard_completely_and_alike_on_two_servers()
    {
        const int Writers = 8;
        const int Each = 25;
        await using var two = await TestServer.StartAsync(postgres, connectionString: _server.ConnectionString);
        await using var atOne = await EventSocket.OpenListAsync(_server);
        await using var atTwo = await EventSocket.OpenListAsync(two);
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async writer =>
                {
                    for (var number = 0; number < Each; number++)
                        await (writer % 2 == 0 ? _server : two).CreateTranscriptAsync($"{writer}-{number}");
                })
        );

        var heard = new List<List<(long, string)>>();
        foreach (var socket in new[] { atOne, atTwo })
        {
            for (var number = 0; number < Writers * Each; number++)
                await socket.NextAsync();
            heard.Add([.. socket.Seen.Select(frame => (frame.Seq, (string)frame.Data["id"]!))]);
        }
        heard[1].ShouldBe(heard[0]);
        heard[0].Distinct().Count().ShouldBe(Writers * Each);
    }

    [Fact]
    public async Task Who_does_not_read_holds_nobody_up()
    {
        // Never read: the server's sends to it come to a halt once the network's buffers are full.
        await using var asleep = await EventSocket.OpenListAsync(_server);
        await using var awake = await EventSocket.OpenListAsync(_server);
        var id = await _server.CreateTranscriptAsync();
        await awake.NextAsync();
        var text = new string('x', 1000);

        for (var round = 0; round < 3; round++)
        {
            await _server.QueryAsync(db =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    SELECT tell_of_transcript('local', true, false, 'TRANSCRIPT_FINAL_TITLE',
                        jsonb_build_object('id', {id}, 'title', {text} || number)) FROM generate_series(1, 5000) number
                    """
                )
            );
            for (var number = 0; number < 5000; number++)
                (await awake.NextAsync()).Event.ShouldBe("TRANSCRIPT_FINAL_TITLE");
        }
    }

    private Task<int> ChangeAsync(string id, TranscriptStatus? status = null, double? duration = null) =>
        _server.QueryAsync(async db =>
        {
            var transcript = await db.Transcripts.SingleAsync(row => row.Id == id);
            transcript.Status = status ?? transcript.Status;
            transcript.DurationMs = duration ?? transcript.DurationMs;
            return await db.SaveChangesAsync();
        });

    private Task<int> InsertAsync(
        IEnumerable<string> ids,
        string owner,
        string? room = null,
        ShareMode share = ShareMode.Private
    ) =>
        _server.QueryAsync(db =>
        {
            db.Transcripts.AddRange(ids.Select(id => New(id, owner, room, share)));
            return db.SaveChangesAsync();
        });

    private static Transcript New(string id, string owner, string? room = null, ShareMode share = ShareMode.Private) =>
        new()
        {
            Id = id,
            UserId = owner,
            Name = "Listed",
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.Room,
            ShareMode = share,
            RoomId = room,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
}
