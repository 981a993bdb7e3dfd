using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Library;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Statistics;

public sealed class StatisticsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Meetings_and_hours_fall_into_weeks_from_monday_with_empty_ones_between()
    {
        await WriteAsync("2026-03-01T12:00:00Z", seconds: 60);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 600);
        await WriteAsync("2026-03-08T12:00:00Z", seconds: 300);
        await WriteAsync("2026-03-16T12:00:00Z", seconds: 30);
        await WriteAsync("2026-03-17T12:00:00Z", seconds: 1);
        await WriteAsync("2026-03-16T13:00:00Z", seconds: 0);

        var answer = await ReadAsync("from=2026-03-01&to=2026-03-16");

        Periods(answer)
            .ShouldBe([("2026-02-23", 1, 60), ("2026-03-02", 2, 900), ("2026-03-09", 0, 0), ("2026-03-16", 1, 30)]);
        ((int)answer["total"]!["meetings"]!, (double)answer["total"]!["seconds"]!).ShouldBe((4, 990));
    }

    [Fact]
    public async Task Months_and_days_can_be_asked_for()
    {
        await WriteAsync("2026-01-31T12:00:00Z", seconds: 10);
        await WriteAsync("2026-03-01T12:00:00Z", seconds: 20);

        Periods(await ReadAsync("from=2026-01-15&to=2026-03-15&interval=month"))
            .ShouldBe([("2026-01-01", 1, 10), ("2026-02-01", 0, 0), ("2026-03-01", 1, 20)]);
        Periods(await ReadAsync("from=2026-02-28&to=2026-03-01&interval=day"))
            .ShouldBe([("2026-02-28", 0, 0), ("2026-03-01", 1, 20)]);
    }

    [Theory]
    [InlineData("UTC", 0, 1)]
    [InlineData("Europe/Berlin", 0, 1)]
    [InlineData("America/Los_Angeles", 1, 0)]
    [InlineData("Pacific/Kiritimati", 0, 1)]
    public async Task A_day_is_one_of_the_persons_time_zone(string zone, int before, int on)
    {
        await WriteAsync("2026-03-29T01:30:00Z", seconds: 10);

        var periods = Periods(
            await ReadAsync($"from=2026-03-28&to=2026-03-29&interval=day&time_zone={Uri.EscapeDataString(zone)}")
        );

        periods.Select(period => period.Meetings).ShouldBe([before, on]);
    }

    [Fact]
    public async Task Rooms_and_sources_are_counted_longest_first()
    {
        var room = await _server.RoomAsync("local", name: "standup");
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 100, room: room, source: SourceKind.Room);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 50, room: room, source: SourceKind.Room);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 500, source: SourceKind.File);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 20, room: "gone", source: SourceKind.Room);

        var answer = await ReadAsync("from=2026-03-01&to=2026-03-16");

        answer["rooms"]!
            .ToJsonString()
            .ShouldBe(
                $$"""[{"room_id":null,"room_name":null,"meetings":1,"seconds":500},{"room_id":"{{room}}","room_name":"standup","meetings":2,"seconds":150},{"room_id":"gone","room_name":null,"meetings":1,"seconds":20}]"""
            );
        answer["sources"]!
            .ToJsonString()
            .ShouldBe(
                """[{"source_kind":"file","meetings":1,"seconds":500},{"source_kind":"room","meetings":3,"seconds":170}]"""
            );
    }

    [Fact]
    public async Task Who_spoke_is_counted_by_name_over_meetings_and_the_unnamed_together()
    {
        await WriteAsync(
            "2026-03-02T12:00:00Z",
            seconds: 100,
            words: [new("Hi.", 0, 2), new("Hello", 2, 3, 1), new("you.", 3, 4.5, 1), new("Er.", 5, 5.5, 7)],
            people: [new("a", 0, "Ada"), new("b", 1, " Bo ")]
        );
        await WriteAsync(
            "2026-03-03T12:00:00Z",
            seconds: 100,
            words: [new("Yes.", 0, 4), new("No.", 4, 4.25, 3), new("Odd.", 9, 8, 3)],
            people: [new("c", 0, "Ada"), new("d", null, "Silent")]
        );

        var answer = await ReadAsync("from=2026-03-01&to=2026-03-16");

        answer["speakers"]!
            .ToJsonString()
            .ShouldBe(
                """[{"name":"Ada","meetings":2,"seconds":6,"words":2},{"name":"Bo","meetings":1,"seconds":2.5,"words":2},{"name":null,"meetings":2,"seconds":0.75,"words":3}]"""
            );
    }

    [Fact]
    public async Task A_voice_that_is_named_later_is_counted_under_its_name()
    {
        var id = await WriteAsync("2026-03-02T12:00:00Z", seconds: 100, words: [new("Hi.", 0, 2)]);
        foreach (var name in new[] { "Ada", "Bo" })
        {
            using var named = await _server.Client.PatchAsJsonAsync(
                $"/v1/transcripts/{id}",
                new { participants = new[] { new { name, speaker = 0 } } }
            );
            await named.OkAsync();

            var speakers = (await ReadAsync("from=2026-03-01&to=2026-03-16"))["speakers"]!.AsArray();
            ((string)speakers.ShouldHaveSingleItem()!["name"]!).ShouldBe(name);
        }
    }

    [Fact]
    public async Task Words_that_are_replaced_are_counted_anew_and_go_with_the_transcript()
    {
        var id = await WriteAsync("2026-03-02T12:00:00Z", seconds: 100, words: [new("Hi.", 0, 2), new("Ho.", 2, 3, 1)]);
        await RebuildAsync(id, [new("Hi.", 0, 1, 1)]);

        var speakers = (await ReadAsync("from=2026-03-01&to=2026-03-16"))["speakers"]!;
        speakers.ToJsonString().ShouldBe("""[{"name":null,"meetings":1,"seconds":1,"words":1}]""");
        using var deleted = await _server.Client.DeleteAsync($"/v1/transcripts/{id}");
        await deleted.OkAsync();
        (await _server.QueryAsync(db => db.TranscriptVoices.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Only_what_the_caller_may_list_is_counted()
    {
        var shared = await _server.RoomAsync("other", isShared: true);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 1, owner: "other", words: [new("Secret.", 0, 1)]);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 2, owner: "other", room: shared);
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 4, owner: "other", share: ShareMode.Public);
        await WriteAsync(
            "2026-03-02T12:00:00Z",
            seconds: 8,
            owner: "other",
            room: shared,
            share: ShareMode.SemiPrivate
        );
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 16);

        var answer = await ReadAsync("from=2026-03-01&to=2026-03-16");

        ((double)answer["total"]!["seconds"]!).ShouldBe(24);
        answer["speakers"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_of_sql_and_markup_are_text()
    {
        const string Name = """'); DROP TABLE transcript_voice; -- <script>alert("1")</script>""";
        await WriteAsync("2026-03-02T12:00:00Z", seconds: 1, words: [new("Hi.", 0, 1)], people: [new("a", 0, Name)]);

        var speakers = (await ReadAsync("from=2026-03-01&to=2026-03-16"))["speakers"]!;
        ((string)speakers[0]!["name"]!).ShouldBe(Name);
    }

    [Theory]
    [InlineData("from=yesterday", "query.from")]
    [InlineData("from=1969-12-31", "query.from")]
    [InlineData("to=9999-12-31", "query.to")]
    [InlineData("from=2000-01-01&to=2026-01-01", "query.from")]
    [InlineData("interval=year", "query.interval")]
    [InlineData("time_zone=Mars/Olympus", "query.time_zone")]
    [InlineData("time_zone=%27%3BDROP", "query.time_zone")]
    [InlineData("time_zone=%2B05", "query.time_zone")]
    [InlineData("time_zone=", "query.time_zone")]
    [InlineData("time_zone=a%00b", "query.time_zone")]
    public async Task A_wrong_question_says_where(string query, string place)
    {
        using var answer = await _server.Client.GetAsync($"/v1/statistics?{query}");

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused()
    {
        using var answer = await _server.Client.GetAsync("/v1/statistics?from=2026-02-01&to=2026-01-01");

        (await answer.RefusedAsync(400)).ShouldBe("'from' must be less than or equal to 'to'");
    }

    [Fact]
    public async Task Without_a_range_it_is_the_last_quarter()
    {
        await WriteAsync($"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}T00:00:00Z", seconds: 5);

        var answer = await ReadAsync("");

        ((int)answer["total"]!["meetings"]!).ShouldBe(1);
        answer["periods"]!.AsArray().Count.ShouldBeInRange(13, 14);
    }

    private async Task<JsonNode> ReadAsync(string query) => await _server.GetAsync($"/v1/statistics?{query}");

    private static List<(string Start, int Meetings, double Seconds)> Periods(JsonNode answer) =>
        [
            .. answer["periods"]!
                .AsArray()
                .Select(period => ((string)period!["start"]!, (int)period["meetings"]!, (double)period["seconds"]!)),
        ];

    private async Task<string> WriteAsync(
        string at,
        double seconds,
        string owner = "local",
        string? room = null,
        SourceKind source = SourceKind.Live,
        ShareMode share = ShareMode.Private,
        Word[]? words = null,
        Participant[]? people = null
    )
    {
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = owner,
            Name = "Counted",
            SourceLanguage = "en",
            TargetLanguage = "en",
            DurationMs = seconds * 1000,
            RoomId = room,
            SourceKind = source,
            ShareMode = share,
            Participants = people ?? [],
            CreatedAt = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
        };
        await _server.QueryAsync(db =>
        {
            db.Transcripts.Add(transcript);
            return db.SaveChangesAsync();
        });
        if (words is not null)
            await RebuildAsync(transcript.Id, words);
        return transcript.Id;
    }

    private Task<bool> RebuildAsync(string id, Word[] words) =>
        _server.QueryAsync(async db =>
        {
            var topic = new Topic
            {
                Id = Guid.CreateVersion7().ToString(),
                TranscriptId = id,
                Position = 0,
                Title = "",
                Summary = "",
                Timestamp = 0,
                Duration = 0,
                Words = words,
            };
            var transcript = await db.Transcripts.SingleAsync(row => row.Id == id);
            await db.Topics.Where(row => row.TranscriptId == id).ExecuteDeleteAsync();
            db.Topics.Add(topic);
            await DerivedText.RebuildAsync(db, transcript, [topic], tracks: false, CancellationToken.None);
            return true;
        });
}
