using System.Net.Http.Json;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Search;

public sealed class SearchEndpointTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_result_says_everything_about_its_transcript()
    {
        var library = new Library(Server, "search-shape");
        var id = await library.AddAsync(
            "We talked about the budget.",
            "Planning",
            created: Time("2026-03-01T10:00:00Z")
        );

        var answer = await library.SearchAsync(" budget ");

        (answer["total"]!.ToString(), answer["limit"]!.ToString(), answer["offset"]!.ToString()).ShouldBe(
            ("1", "20", "0")
        );
        ((string)answer["query"]!).ShouldBe("budget");
        var result = answer["results"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        result
            .Select(field => field.Key)
            .ShouldBe(
                [
                    "id",
                    "name",
                    "title",
                    "user_id",
                    "room_id",
                    "room_name",
                    "source_kind",
                    "created_at",
                    "status",
                    "rank",
                    "duration",
                    "search_snippets",
                    "total_match_count",
                    "change_seq",
                    "moments",
                    "short_summary",
                    "speakers",
                    "share_mode",
                    "reviewed",
                ],
                ignoreOrder: true
            );
        ((string)result["id"]!).ShouldBe(id);
        ((string)result["title"]!).ShouldBe("Planning");
        ((string)result["user_id"]!).ShouldBe("search-shape");
        result["room_name"].ShouldBeNull();
        ((string)result["source_kind"]!).ShouldBe("file");
        ((string)result["created_at"]!).ShouldBe("2026-03-01T10:00:00+00:00");
        ((string)result["status"]!).ShouldBe("ended");
        ((double)result["rank"]!).ShouldBeInRange(0.001, 1);
        ((long)result["change_seq"]!).ShouldBePositive();
    }

    [Fact]
    public async Task A_title_outranks_a_summary_and_a_summary_the_text()
    {
        var library = new Library(Server, "search-weights");
        var text = await library.AddAsync("The warehouse is full.");
        var summary = await library.AddAsync(summary: "The warehouse is full.");
        var title = await library.AddAsync(title: "The warehouse");

        var answer = await library.SearchAsync("warehouse");

        Library.Ids(answer).ShouldBe([title, summary, text]);
        var ranks = answer["results"]!.AsArray().Select(result => (double)result!["rank"]!).ToList();
        ranks.ShouldBe(ranks.OrderDescending());
        ranks.ShouldAllBe(rank => rank > 0 && rank < 1);
    }

    [Fact]
    public async Task An_empty_query_lists_everything_newest_first()
    {
        var library = new Library(Server, "search-empty");
        var ids = new List<string>();
        for (var day = 1; day <= 3; day++)
            ids.Insert(0, await library.AddAsync(title: $"Day {day}", created: Time($"2026-01-0{day}T00:00:00Z")));

        var answer = await library.SearchAsync("   ");

        Library.Ids(answer).ShouldBe(ids);
        answer["query"].ShouldBeNull();
        answer["total"]!.ToString().ShouldBe("3");
        foreach (var result in answer["results"]!.AsArray())
        {
            ((double)result!["rank"]!).ShouldBe(1);
            ((int)result["total_match_count"]!).ShouldBe(0);
            result["search_snippets"]!.AsArray().ShouldBeEmpty();
            result["moments"]!.AsArray().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Pages_continue_each_other_and_the_total_stays()
    {
        var library = new Library(Server, "search-pages");
        for (var number = 0; number < 7; number++)
            await library.AddAsync($"Shipping number {number}.");
        var all = await library.FoundAsync("shipping");

        var pages = new List<string>();
        for (var offset = 0; offset < 9; offset += 3)
        {
            var page = await library.SearchAsync("shipping", $"&limit=3&offset={offset}");
            page["total"]!.ToString().ShouldBe("7");
            pages.AddRange(Library.Ids(page));
        }

        all.Count.ShouldBe(7);
        pages.ShouldBe(all);
        var beyond = await library.SearchAsync("shipping", "&offset=2147483647");
        Library.Ids(beyond).ShouldBeEmpty();
        beyond["total"]!.ToString().ShouldBe("7");
    }

    [Fact]
    public async Task More_hits_than_are_ranked_come_whole_and_once()
    {
        var library = new Library(Server, "search-many");
        await Server.QueryAsync(db =>
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlAsync(
                db.Database,
                $"""
                INSERT INTO transcript (id, user_id, name, title, status, source_kind, created_at)
                SELECT 'many-' || n, 'search-many', 'x', CASE WHEN n < 5 THEN 'Zeppelin' ELSE 'Zeppelin flight ' || n END,
                    'ended', 'file', '2025-01-01'::timestamptz + n * interval '1 hour'
                FROM generate_series(0, 1299) n
                """
            )
        );

        var found = new List<string>();
        for (var offset = 0; offset < 1400; offset += 90)
            found.AddRange(await library.FoundAsync("zeppelin", $"&limit=90&offset={offset}"));

        found.Count.ShouldBe(1300);
        found.Distinct().Count().ShouldBe(1300);
    }

    [Fact]
    public async Task Rooms_sources_and_dates_narrow_a_search()
    {
        var library = new Library(Server, "search-filters");
        var room = await RoomAsync("search-filters");
        var inRoom = await library.AddAsync(
            "Audit.",
            room: room,
            kind: SourceKind.Room,
            created: Time("2026-02-01T00:00:00Z")
        );
        var gone = await library.AddAsync(
            "Audit.",
            room: "gone",
            kind: SourceKind.Room,
            created: Time("2026-02-02T00:00:00Z")
        );
        var file = await library.AddAsync("Audit.", created: Time("2026-02-03T00:00:00Z"));

        foreach (var query in new[] { "audit", "" })
        {
            (await library.FoundAsync(query, $"&room_id={room}")).ShouldBe([inRoom]);
            (await library.FoundAsync(query, "&room_id=none")).ShouldBeEmpty();
            (await library.FoundAsync(query, "&source_kind=file")).ShouldBe([file]);
            (await library.FoundAsync(query, "&from=2026-02-02T00:00:00Z")).ShouldBe([gone, file], ignoreOrder: true);
            (await library.FoundAsync(query, "&to=2026-02-02T02:00:00%2B02:00")).ShouldBe(
                [inRoom, gone],
                ignoreOrder: true
            );
            (await library.FoundAsync(query, "&from=2026-02-02T00:00:00Z&to=2026-02-02T00:00:00Z")).ShouldBe([gone]);
        }
        var names = (await library.SearchAsync("audit"))["results"]!
            .AsArray()
            .ToDictionary(result => (string)result!["id"]!, result => (string?)result!["room_name"]);
        names[inRoom].ShouldBe("search-filters");
        names[gone].ShouldBe("Deleted Room");
        names[file].ShouldBeNull();
    }

    [Theory]
    [InlineData("", "query.q")]
    [InlineData("q=a&limit=0", "query.limit")]
    [InlineData("q=a&limit=101", "query.limit")]
    [InlineData("q=a&limit=-1", "query.limit")]
    [InlineData("q=a&limit=many", "query.limit")]
    [InlineData("q=a&limit=1.5", "query.limit")]
    [InlineData("q=a&offset=-1", "query.offset")]
    [InlineData("q=a&offset=99999999999", "query.offset")]
    [InlineData("q=a&source_kind=disk", "query.source_kind")]
    [InlineData("q=a%00b", "query.q")]
    [InlineData("q=a&room_id=%00", "query.room_id")]
    [InlineData("q=a&from=2026-01-01T00:00:00", "query.from")]
    [InlineData("q=a&from=2026-01-01", "query.from")]
    [InlineData("q=a&from=yesterday", "query.from")]
    [InlineData("q=a&from=2026-13-01T00:00:00Z", "query.from")]
    [InlineData("q=a&to=2026-01-01T00:00:00 01:00", "query.to")]
    [InlineData("q=a&to=1767225600", "query.to")]
    [InlineData("q=a&to=0001-01-01T00:00:00%2B14:00", "query.to")]
    [InlineData("q=a&to=", "query.to")]
    public async Task A_search_asked_for_wrongly_is_told_which_parameter(string query, string place)
    {
        using var answer = await Server.Client.GetAsync($"/v1/transcripts/search?{query}");

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task A_query_of_1000_characters_is_answered_and_longer_ones_are_refused()
    {
        // Titles of other tests are x throughout.
        var longest = string.Concat(Enumerable.Repeat("zq", 500));
        using (var answer = await Server.Client.GetAsync($"/v1/transcripts/search?q={longest}"))
            (await answer.OkAsync())["total"]!.ToString().ShouldBe("0");
        using (var answer = await Server.Client.GetAsync($"/v1/transcripts/search?q={longest}x"))
            (await answer.InvalidAsync()).ShouldBe("query.q");
        using var huge = await Server.Client.GetAsync($"/v1/transcripts/search?q={new string('x', 20_000)}");
        ((int)huge.StatusCode).ShouldBeInRange(400, 422);
    }

    [Fact]
    public async Task A_beginning_behind_the_end_is_refused()
    {
        using var answer = await Server.Client.GetAsync(
            "/v1/transcripts/search?q=a&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
        );

        (await answer.RefusedAsync(400)).ShouldBe("'from' must be less than or equal to 'to'");
    }

    [Fact]
    public async Task What_people_change_is_found_at_once_and_what_they_removed_is_not()
    {
        var library = new Library(Server, "search-patch");
        var id = await library.AddAsync("Hello.", "Oldtitle", "Oldsummary.");
        using (
            var change = await library.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "Freshtitle" })
        )
            await change.OkAsync();
        using (
            var change = await library.Client.PatchAsJsonAsync(
                $"/v1/transcripts/{id}",
                new { long_summary = "Freshsummary." }
            )
        )
            await change.OkAsync();

        foreach (var word in new[] { "freshtitle", "freshsummary", "hello" })
            (await library.FoundAsync(word)).ShouldBe([id], word);
        foreach (var word in new[] { "oldtitle", "oldsummary" })
            (await library.SearchAsync($"\"{word}\""))["total"]!.ToString().ShouldBe("0", word);

        using (var deletion = await library.Client.DeleteAsync($"/v1/transcripts/{id}"))
            await deletion.OkAsync();
        (await library.FoundAsync("freshtitle")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_summary_of_a_million_characters_can_be_saved_and_its_beginning_found()
    {
        var library = new Library(Server, "search-large");
        var id = await library.AddAsync("Hello.");
        var summary = "Beginning " + string.Concat(Enumerable.Range(0, 120_000).Select(number => $"w{number:x} "));
        using var change = await library.Client.PatchAsJsonAsync(
            $"/v1/transcripts/{id}",
            new { long_summary = summary }
        );
        await change.OkAsync();

        (await library.FoundAsync("beginning")).ShouldBe([id]);
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task<string> RoomAsync(string name) =>
        Server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = name,
                UserId = name,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            return room.Id;
        });
}
