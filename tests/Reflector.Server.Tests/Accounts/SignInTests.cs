using System.Net;
using System.Net.Http.Json;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Accounts;

public sealed class SignInTests(PostgresFixture postgres) : IAsyncLifetime
{
    private AccountServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AccountServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_set_up_link_makes_the_first_administrator()
    {
        var token = await _server.SetupTokenAsync();
        var browser = _server.Browser();
        (await StateAsync(browser))["needs_setup"]!.GetValue<bool>().ShouldBeTrue();

        using var answer = await browser.PostAsJsonAsync(
            "/v1/auth/links/accept",
            new
            {
                token,
                email = " Ada@Example.org ",
                name = "Ada",
                password = AccountServer.Password,
            }
        );

        var user = await answer.OkAsync();
        ((string)user["email"]!).ShouldBe("ada@example.org");
        user["is_administrator"]!.GetValue<bool>().ShouldBeTrue();
        var state = await StateAsync(browser);
        state["needs_setup"]!.GetValue<bool>().ShouldBeFalse();
        ((string)state["user"]!["name"]!).ShouldBe("Ada");
        (
            await Reflector.Server.Accounts.Links.SetupLink.CreateAsync(_server.Server.Services, "http://x", default)
        ).ShouldBeNull();
    }

    [Fact]
    public async Task A_password_signs_in_and_signing_out_ends_the_session()
    {
        var ada = await _server.JoinAsync("ada@example.org");
        var browser = _server.Browser();
        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();

        using (var answer = await AccountServer.SignInAsync(browser, "ADA@example.org"))
            await answer.OkAsync();
        (await AccountServer.WhoIsAsync(browser)).ShouldBe(ada.Id);

        using (var answer = await browser.PostAsync("/v1/auth/sign-out", null))
            await answer.OkAsync();
        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        await _server.JoinAsync("ada@example.org");

        using var answer = await AccountServer.SignInAsync(_server.Browser(), "ada@example.org");

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("reflector_session=");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldContain("path=/", Case.Insensitive);
        cookie.ShouldNotContain("ada", Case.Insensitive);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        await _server.JoinAsync("ada@example.org");

        using var wrong = await AccountServer.SignInAsync(_server.Browser(), "ada@example.org", "not the password");
        using var unknown = await AccountServer.SignInAsync(_server.Browser(), "eve@example.org", "not the password");

        (await wrong.RefusedAsync(401)).ShouldBe(await unknown.RefusedAsync(401));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browser_too()
    {
        var ada = await _server.JoinAsync("ada@example.org");
        var other = _server.Browser();
        using (var answer = await AccountServer.SignInAsync(other, ada.Email))
            await answer.OkAsync();

        using (var answer = await other.PostAsync("/v1/auth/sign-out-everywhere", null))
            await answer.OkAsync();

        (await AccountServer.WhoIsAsync(ada.Browser)).ShouldBeNull();
        (await AccountServer.WhoIsAsync(other)).ShouldBeNull();
    }

    [Fact]
    public async Task Without_an_account_nothing_is_listed_or_made()
    {
        var browser = _server.Browser();

        using var list = await browser.GetAsync("/v1/transcripts");
        using var create = await browser.PostAsJsonAsync("/v1/transcripts", new { nonsense = true });

        (await list.RefusedAsync(401)).ShouldBe("Not authenticated");
        // Before the body is looked at.
        (await create.RefusedAsync(401)).ShouldBe("Not authenticated");
    }

    [Fact]
    public async Task Every_node_reads_the_sessions_of_the_others()
    {
        var cookies = new CookieContainer();
        var ada = await _server.JoinAsync("ada@example.org", cookies: cookies);
        await using var node = await AccountServer.StartAsync(postgres, other: _server);
        var moved = new CookieContainer();
        foreach (Cookie cookie in cookies.GetAllCookies())
            moved.Add(node.Server.Address, new Cookie(cookie.Name, cookie.Value, "/"));

        (await AccountServer.WhoIsAsync(node.Browser(moved))).ShouldBe(ada.Id);
    }

    [Fact]
    public async Task What_was_made_before_there_were_accounts_goes_to_the_first_administrator()
    {
        await using var before = await TestServer.StartAsync(
            postgres,
            connectionString: _server.Server.ConnectionString,
            dataFolder: _server.Server.DataFolder
        );
        var id = await before.CreateTranscriptAsync("Made by everybody");
        var browser = _server.Browser();
        using var answer = await browser.PostAsJsonAsync(
            "/v1/auth/links/accept",
            new
            {
                token = await _server.SetupTokenAsync(),
                email = "ada@example.org",
                password = AccountServer.Password,
            }
        );
        await answer.OkAsync();

        (await _server.Server.GetAsync("/v1/transcripts", browser))["items"]!.ToJsonString().ShouldContain(id);
    }

    private Task<System.Text.Json.Nodes.JsonNode> StateAsync(HttpClient browser) =>
        _server.Server.GetAsync("/v1/auth", browser);
}
