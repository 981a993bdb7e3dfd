using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Rooms;
using Reflector.Server.Search;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Search;

/// <summary>Nobody learns from a search what they may not list: not by a result, a count, a snippet, a moment or a rank.</summary>
public sealed class SearchAccessTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_search_looks_where_a_listing_does()
    {
        await using var server = await TestServer.StartAsync(postgres, new() { ["PUBLIC_MODE"] = "true" });
        var rooms = new string?[] { null, "gone", await RoomAsync(server, true), await RoomAsync(server, false) };
        foreach (var owner in new[] { "ada", "bob", "" })
        {
            var library = new Library(server, owner);
            foreach (var room in rooms)
            {
                foreach (var share in Enum.GetValues<ShareMode>())
                    await library.AddAsync("Budget.", room: room, share: share);
            }
        }

        foreach (var caller in new[] { "ada", "bob", "carol", HeaderCallerSource.Anonymous })
        {
            using var client = server.ClientOf(caller);
            var library = new Library(server, caller);
            var listed = (await server.GetAsync("/v1/transcripts?size=100", client))["items"]!
                .AsArray()
                .Select(item => (string)item!["id"]!)
                .ToList();
            foreach (var query in new[] { "", "budget" })
            {
                var answer = await library.SearchAsync(query, "&limit=100", client);
                Library.Ids(answer).ShouldBe(listed, ignoreOrder: true, $"{caller}: {query}");
                ((int)answer["total"]!).ShouldBe(listed.Count);
                var ofRooms = answer["results"]!.AsArray().Count(result => result!["room_id"] is not null);
                // Whose it is and where it was is nothing for those without an account.
                if (caller == HeaderCallerSource.Anonymous)
                {
                    ofRooms.ShouldBe(0);
                    answer["results"]!
                        .AsArray()
                        .ShouldAllBe(row => row!["user_id"] == null && row["room_name"] == null);
                }
                else
                    ofRooms.ShouldBeGreaterThan(0);
            }
            var passages = await server.QueryAsync(db =>
                PassageSearch.FindAsync(
                    db,
                    new Caller(caller == HeaderCallerSource.Anonymous ? null : caller),
                    "budget",
                    null,
                    100,
                    CancellationToken.None
                )
            );
            passages.Select(passage => passage.TranscriptId).ShouldBe(listed, ignoreOrder: true, caller);
        }
    }

    [Fact]
    public async Task What_others_have_changes_nothing_of_an_answer()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var mine = new Library(server, "ada");
        var theirs = new Library(server, "bob");
        var id = await mine.AddAsync("The budget is small.", "Budget", "A budget.");
        var before = (await mine.SearchAsync("budget")).ToJsonString();

        var other = await theirs.AddAsync("The budget of budget budgets.", "Budget Budget", "Budget.", language: "de");
        for (var number = 0; number < 20; number++)
            await theirs.AddAsync("More budget.", "Bugdet");

        (await mine.SearchAsync("budget")).ToJsonString().ShouldBe(before);
        (await mine.SearchAsync("bugdet"))["total"]!.ToString().ShouldBe("1");
        using (var refused = await mine.Client.GetAsync($"/v1/transcripts/{other}/moments?q=budget"))
            (await refused.RefusedAsync(403)).ShouldBe("Transcript access denied");
        using (var unknown = await mine.Client.GetAsync("/v1/transcripts/none/moments?q=budget"))
            await unknown.RefusedAsync(404);
        (await mine.MomentsAsync(id, "budget"))["total"]!.ToString().ShouldBe("1");
    }

    [Fact]
    public async Task Rights_that_change_count_at_once()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var owner = new Library(server, "ada");
        var other = new Library(server, "bob");
        var room = await RoomAsync(server, isShared: false);
        var id = await owner.AddAsync("Budget.", room: room, share: ShareMode.SemiPrivate);
        (await other.FoundAsync("budget")).ShouldBeEmpty();

        await ShareAsync(true);
        (await other.FoundAsync("budget")).ShouldBe([id]);
        await server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE transcript SET share_mode = 'private' WHERE id = {id}")
        );
        (await other.FoundAsync("budget")).ShouldBeEmpty();
        await server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE transcript SET user_id = 'bob' WHERE id = {id}")
        );
        (await other.FoundAsync("budget")).ShouldBe([id]);
        (await owner.FoundAsync("budget")).ShouldBeEmpty();

        Task<int> ShareAsync(bool isShared) =>
            server.QueryAsync(db =>
                db.Rooms.Where(row => row.Id == room)
                    .ExecuteUpdateAsync(update => update.SetProperty(row => row.IsShared, isShared))
            );
    }

    private static Task<string> RoomAsync(TestServer server, bool isShared) =>
        server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = $"room-{Guid.CreateVersion7()}",
                UserId = "somebody",
                IsShared = isShared,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            return room.Id;
        });
}
