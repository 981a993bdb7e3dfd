using System.Net;
using System.Net.Http.Json;
using System.Web;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Accounts;

/// <summary>One provider and its people for all tests.</summary>
public sealed class OidcPeople : IAsyncLifetime
{
    internal OpenIdProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Provider = await OpenIdProvider.StartAsync(
            new()
            {
                ["ada"] = new
                {
                    email = "Ada@Example.org",
                    email_verified = true,
                    name = "Ada Lovelace",
                    groups = new[] { "staff", "reflector-admins" },
                },
                ["bob"] = new
                {
                    email = "bob@example.org",
                    email_verified = true,
                    groups = new[] { "staff" },
                },
                ["mallory"] = new { email = "ada@example.org", email_verified = false },
                ["imposter"] = new { email = "ada@example.org", email_verified = true },
                ["nobody"] = new { name = "No Address" },
                ["far"] = new { email = "far@elsewhere.example", email_verified = true },
            }
        );

    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}

/// <summary>Signing in at a real provider.</summary>
public sealed class OidcTests(PostgresFixture postgres, OidcPeople people) : IClassFixture<OidcPeople>
{
    private readonly OpenIdProvider _provider = people.Provider;

    [Fact]
    public async Task The_first_sign_in_makes_an_account_and_the_next_finds_it()
    {
        await using var server = await StartAsync();
        var browser = server.Browser(followRedirects: false);

        (await _provider.SignInAsync(server, browser, "ada", "/transcripts/1?view=text")).PathAndQuery.ShouldBe(
            "/transcripts/1?view=text"
        );

        var state = await server.Server.GetAsync("/v1/auth", browser);
        ((string)state["backend"]!).ShouldBe("oidc");
        ((string)state["provider_name"]!).ShouldBe("Example ID");
        ((string)state["user"]!["email"]!).ShouldBe("ada@example.org");
        ((string)state["user"]!["name"]!).ShouldBe("Ada Lovelace");
        var again = server.Browser(followRedirects: false);
        await _provider.SignInAsync(server, again, "ada");
        (await AccountServer.WhoIsAsync(again)).ShouldBe((string)state["user"]!["id"]!);
        (await server.Server.QueryAsync(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_provider_that_wants_the_secret_in_the_form_gets_it_there()
    {
        await using var provider = await OpenIdProvider.StartAsync(
            new() { ["eve"] = new { email = "eve@example.org" } },
            "client_secret_post"
        );
        await using var server = await AccountServer.StartAsync(postgres, provider.Settings);
        var browser = server.Browser(followRedirects: false);

        await provider.SignInAsync(server, browser, "eve");

        (await AccountServer.WhoIsAsync(browser)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Members_of_the_administrators_group_are_administrators_and_others_are_not()
    {
        await using var server = await StartAsync(("OIDC_ADMIN_GROUP", "reflector-admins"));
        var (ada, bob) = (server.Browser(followRedirects: false), server.Browser(followRedirects: false));

        await _provider.SignInAsync(server, ada, "ada");
        await _provider.SignInAsync(server, bob, "bob");

        using var allowed = await ada.GetAsync("/v1/users");
        using var refused = await bob.GetAsync("/v1/users");
        (await allowed.OkAsync()).AsArray().Count.ShouldBe(2);
        await refused.RefusedAsync(403);
    }

    [Fact]
    public async Task Who_left_the_administrators_group_is_none_any_more_after_the_next_sign_in()
    {
        await using var server = await StartAsync(("OIDC_ADMIN_GROUP", "reflector-admins"));
        var bob = server.Browser(followRedirects: false);
        await _provider.SignInAsync(server, bob, "bob");
        await server.Server.QueryAsync(db =>
            db.Users.ExecuteUpdateAsync(row => row.SetProperty(user => user.IsAdministrator, true))
        );

        await _provider.SignInAsync(server, bob, "bob");

        using var refused = await bob.GetAsync("/v1/users");
        await refused.RefusedAsync(403);
    }

    [Theory]
    [InlineData("mallory")]
    [InlineData("imposter")]
    public async Task Another_subject_with_the_same_address_does_not_get_the_account(string other)
    {
        await using var server = await StartAsync();
        await _provider.SignInAsync(server, server.Browser(followRedirects: false), "ada");
        var browser = server.Browser(followRedirects: false);

        (await _provider.SignInAsync(server, browser, other)).PathAndQuery.ShouldBe("/sign-in?error=email_taken");

        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("mallory", false)]
    public async Task An_account_made_beforehand_is_linked_only_to_a_verified_address(string subject, bool linked)
    {
        await using var server = await StartAsync();
        var user = Reflector.Server.Accounts.User.Create("ada@example.org", "Ada", TimeProvider.System.GetUtcNow());
        await server.Server.QueryAsync(async db =>
        {
            db.Add(user);
            return await db.SaveChangesAsync();
        });
        var browser = server.Browser(followRedirects: false);

        await _provider.SignInAsync(server, browser, subject);

        (await AccountServer.WhoIsAsync(browser)).ShouldBe(linked ? user.Id : null);
    }

    [Theory]
    [InlineData("nobody", "email_missing")]
    [InlineData("far", "not_allowed")]
    [InlineData("mallory", "not_allowed")]
    public async Task Who_may_not_come_in_is_told_why(string subject, string reason)
    {
        await using var server =
            reason == "not_allowed"
                ? await StartAsync(("OIDC_ALLOWED_DOMAINS", "example.org, example.com"))
                : await StartAsync();
        var browser = server.Browser(followRedirects: false);

        (await _provider.SignInAsync(server, browser, subject)).PathAndQuery.ShouldBe($"/sign-in?error={reason}");

        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();
        (await server.Server.QueryAsync(db => db.Users.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_disabled_account_stays_outside()
    {
        await using var server = await StartAsync();
        var browser = server.Browser(followRedirects: false);
        await _provider.SignInAsync(server, browser, "ada");
        await server.Server.QueryAsync(db =>
            db.Users.ExecuteUpdateAsync(row =>
                row.SetProperty(user => user.DisabledAt, TimeProvider.System.GetUtcNow())
            )
        );

        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();
        (await _provider.SignInAsync(server, browser, "ada")).PathAndQuery.ShouldBe("/sign-in?error=disabled");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%2F%2Fevil.example/../..")]
    [InlineData("/%5Cevil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    public async Task The_way_back_never_leads_to_another_site(string returnTo)
    {
        await using var server = await StartAsync();
        var browser = server.Browser(followRedirects: false);

        var end = await _provider.SignInAsync(server, browser, "ada", returnTo);

        end.GetLeftPart(UriPartial.Authority).ShouldBe(server.Server.Address.GetLeftPart(UriPartial.Authority));
        (await AccountServer.WhoIsAsync(browser)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("?code=stolen&state=forged")]
    [InlineData("?code=stolen")]
    [InlineData("?error=access_denied&state=forged")]
    [InlineData("")]
    public async Task A_way_back_that_nobody_set_out_on_signs_nobody_in(string query)
    {
        await using var server = await StartAsync();
        var browser = server.Browser(followRedirects: false);

        using var answer = await browser.GetAsync("/v1/auth/oidc/callback" + query);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldStartWith("/sign-in?error=");
        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();
    }

    [Fact]
    public async Task The_way_back_of_one_browser_does_not_sign_another_in()
    {
        await using var server = await StartAsync();
        var (ada, victim) = (server.Browser(followRedirects: false), server.Browser(followRedirects: false));
        using var start = await ada.GetAsync("/v1/auth/oidc/start");
        var authorization = start.Headers.Location!;
        var query = HttpUtility.ParseQueryString(authorization.Query);
        query["code_challenge_method"].ShouldBe("S256");
        query["code_challenge"].ShouldNotBeNullOrEmpty();

        using var answer = await victim.GetAsync(
            $"/v1/auth/oidc/callback?code=ada&state={Uri.EscapeDataString(query["state"]!)}"
        );

        answer.Headers.Location!.ToString().ShouldBe("/sign-in?error=provider");
        (await AccountServer.WhoIsAsync(victim)).ShouldBeNull();
    }

    [Fact]
    public async Task Signing_out_leads_to_the_end_of_the_providers_session()
    {
        await using var server = await StartAsync();
        var browser = server.Browser(followRedirects: false);
        await _provider.SignInAsync(server, browser, "ada");

        using var answer = await browser.PostAsync("/v1/auth/sign-out", null);

        var provider = new Uri((string)(await answer.OkAsync())["redirect_to"]!);
        (await AccountServer.WhoIsAsync(browser)).ShouldBeNull();
        provider.ToString().ShouldStartWith(_provider.Issuer);
        using var page = await browser.GetAsync(provider);
        page.StatusCode.ShouldBe(HttpStatusCode.OK, await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_provider_that_is_away_is_a_sentence_on_the_sign_in_page()
    {
        await using var server = await AccountServer.StartAsync(
            postgres,
            new Dictionary<string, string?>(_provider.Settings) { ["OIDC_ISSUER"] = "http://127.0.0.1:9" }
        );
        var browser = server.Browser(followRedirects: false);

        using var answer = await browser.GetAsync("/v1/auth/oidc/start");

        answer.Headers.Location!.ToString().ShouldBe("/sign-in?error=provider");
    }

    [Fact]
    public async Task A_provider_that_names_another_issuer_is_not_believed()
    {
        await using var server = await AccountServer.StartAsync(
            postgres,
            new Dictionary<string, string?>(_provider.Settings)
            {
                ["OIDC_ISSUER"] = _provider.Issuer.Replace("127.0.0.1", "localhost"),
            }
        );
        var browser = server.Browser(followRedirects: false);

        using var answer = await browser.GetAsync("/v1/auth/oidc/start");

        answer.Headers.Location!.ToString().ShouldBe("/sign-in?error=provider");
    }

    [Fact]
    public async Task There_are_no_passwords_beside_the_provider()
    {
        await using var server = await StartAsync();

        using var signIn = await AccountServer.SignInAsync(server.Browser(), "ada@example.org");
        using var link = await server
            .Browser()
            .PostAsJsonAsync("/v1/auth/links/accept", new { token = "x", password = AccountServer.Password });

        await signIn.RefusedAsync(400);
        await link.RefusedAsync(404);
    }

    private Task<AccountServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = _provider.Settings;
        foreach (var (name, value) in settings)
            all[name] = value;
        return AccountServer.StartAsync(postgres, all);
    }
}
