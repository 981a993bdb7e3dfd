using System.Net.Http.Json;
using System.Text;
using Reflector.Server.Tests.Accounts;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Library.Filters;

public sealed class FilterTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_filter_is_saved_listed_by_name_changed_and_forgotten()
    {
        await SaveAsync("Recorded rooms", new { source = "room", days = 30 });
        var id = await SaveAsync(
            " Budget ",
            new
            {
                q = " budget ",
                from = "2026-01-01",
                to = "2026-06-30",
            }
        );
        (await NamesAsync()).ShouldBe(["Budget", "Recorded rooms"]);

        using var changed = await _server.Client.PatchAsJsonAsync(
            $"/v1/user/filters/{id}",
            new { name = "Zoo", query = new { status = "error" } }
        );
        var filter = await changed.OkAsync();
        ((string)filter["query"]!["status"]!).ShouldBe("error");
        filter["query"]!["q"].ShouldBeNull();
        (await NamesAsync()).ShouldBe(["Recorded rooms", "Zoo"]);

        using var deleted = await _server.Client.DeleteAsync($"/v1/user/filters/{id}");
        await deleted.OkAsync();
        using var again = await _server.Client.DeleteAsync($"/v1/user/filters/{id}");
        await again.RefusedAsync(404);
        (await NamesAsync()).ShouldBe(["Recorded rooms"]);
    }

    [Fact]
    public async Task Everybody_has_their_own_and_nobody_touches_those_of_others()
    {
        var id = await SaveAsync("Mine", new { q = "plan" });
        using var other = _server.ClientOf("other");

        (await _server.GetAsync("/v1/user/filters", other)).AsArray().ShouldBeEmpty();
        using var changed = await other.PatchAsJsonAsync($"/v1/user/filters/{id}", new { name = "Stolen" });
        await changed.RefusedAsync(404);
        using var deleted = await other.DeleteAsync($"/v1/user/filters/{id}");
        await deleted.RefusedAsync(404);
        using var same = await PostAsync("Mine", new { q = "plan" }, other);
        await same.OkAsync();
        (await NamesAsync()).ShouldBe(["Mine"]);
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        await SaveAsync("Budget", new { q = "budget" });
        var id = await SaveAsync("Plans", new { q = "plan" });

        using var second = await PostAsync("Budget", new { q = "other" });
        (await second.RefusedAsync(409)).ShouldBe("There is a filter of this name already");
        using var renamed = await _server.Client.PatchAsJsonAsync($"/v1/user/filters/{id}", new { name = "Budget" });
        await renamed.RefusedAsync(409);
    }

    [Fact]
    public async Task Of_many_who_save_at_once_none_gets_past_the_limit()
    {
        for (var number = 0; number < 45; number++)
            await SaveAsync($"Filter {number}", new { q = "x" });

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(number => PostAsync($"Late {number}", new { q = "x" }))
        );

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(5);
        foreach (var refused in answers.Where(answer => !answer.IsSuccessStatusCode))
            (await refused.RefusedAsync(400)).ShouldStartWith("There are 50 saved filters already");
        (await NamesAsync()).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Sql_and_markup_are_kept_as_text()
    {
        const string Text = """'); DROP TABLE user_filter; -- <img src=x onerror="alert(1)"> 🦊""";
        await SaveAsync(Text, new { q = Text, room = Text });

        var filter = (await _server.GetAsync("/v1/user/filters"))[0]!;
        ((string)filter["name"]!).ShouldBe(Text);
        ((string)filter["query"]!["q"]!).ShouldBe(Text);
        ((string)filter["query"]!["room"]!).ShouldBe(Text);
    }

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { """{"query": {"q": "x"}}""", "body.name" },
            { """{"name": null, "query": {"q": "x"}}""", "body.name" },
            { """{"name": " ", "query": {"q": "x"}}""", "body.name" },
            { $$$"""{"name": "{{{new string('n', 101)}}}", "query": {"q": "x"}}""", "body.name" },
            { """{"name": "a\u0000", "query": {"q": "x"}}""", "body.name" },
            { """{"name": "n"}""", "body.query" },
            { """{"name": "n", "query": null}""", "body.query" },
            { """{"name": "n", "query": "q=x"}""", "body.query" },
            { """{"name": "n", "query": {}}""", "body.query" },
            { """{"name": "n", "query": {"q": "  "}}""", "body.query" },
            { """{"name": "n", "query": {"q": "a\u0000"}}""", "body.query" },
            { """{"name": "n", "query": {"q": 7}}""", "body.query.q" },
            { $$$"""{"name": "n", "query": {"q": "{{{new string('q', 501)}}}"}}""", "body.query" },
            { $$$"""{"name": "n", "query": {"room": "{{{new string('r', 201)}}}"}}""", "body.query" },
            { """{"name": "n", "query": {"source": "radio"}}""", "body.query.source" },
            { """{"name": "n", "query": {"status": "lost"}}""", "body.query.status" },
            { """{"name": "n", "query": {"days": 0}}""", "body.query" },
            { """{"name": "n", "query": {"days": -7}}""", "body.query" },
            { """{"name": "n", "query": {"days": 3661}}""", "body.query" },
            { """{"name": "n", "query": {"days": 99999999999}}""", "body.query.days" },
            { """{"name": "n", "query": {"days": 7, "from": "2026-01-01"}}""", "body.query" },
            { """{"name": "n", "query": {"from": "2026-02-30"}}""", "body.query.from" },
            { """{"name": "n", "query": {"from": "2026-02-02", "to": "2026-02-01"}}""", "body.query" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_filter_is_refused_and_not_saved(string body, string place)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync("/v1/user/filters", content);

        (await answer.InvalidAsync()).ShouldBe(place);
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_go_with_the_account()
    {
        await using var accounts = await AccountServer.StartAsync(postgres);
        var root = await accounts.JoinAsync("root@example.org", isAdministrator: true);
        var ada = await accounts.JoinAsync("ada@example.org");
        using var saved = await PostAsync("Budget", new { q = "budget" }, ada.Browser);
        await saved.OkAsync();

        using var deleted = await root.Browser.DeleteAsync($"/v1/users/{ada.Id}");
        await deleted.OkAsync();

        (await accounts.Server.QueryAsync(db => Task.FromResult(db.UserFilters.Count()))).ShouldBe(0);
    }

    private async Task<string> SaveAsync(string name, object query)
    {
        using var answer = await PostAsync(name, query);
        return (string)(await answer.OkAsync())["id"]!;
    }

    private Task<HttpResponseMessage> PostAsync(string name, object query, HttpClient? client = null) =>
        (client ?? _server.Client).PostAsJsonAsync("/v1/user/filters", new { name, query });

    private async Task<List<string>> NamesAsync() =>
        [.. (await _server.GetAsync("/v1/user/filters")).AsArray().Select(filter => (string)filter!["name"]!)];
}
