using System.Net;
using System.Net.Http.Json;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Accounts;

/// <summary><c>X-Forwarded-*</c> from proxies that are configured, and from anybody.</summary>
public sealed class ProxyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task From_a_trusted_proxy_the_cookie_is_secure_and_links_lead_to_its_name()
    {
        await using var server = await StartAsync(("TRUSTED_PROXIES", "127.0.0.0/8, ::1"));
        var ada = await server.JoinAsync("ada@example.org", isAdministrator: true);
        using var signIn = Forwarded(HttpMethod.Post, "/v1/auth/sign-in", SignIn);
        using var invite = Forwarded(HttpMethod.Post, "/v1/users/invitations", new { });

        using var signedIn = await server.Browser().SendAsync(signIn);
        // A cookie made without TLS is not taken over TLS.
        invite.Headers.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var invited = await server.Browser().SendAsync(invite);

        var cookie = signedIn.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("__Host-reflector_session=");
        cookie.ShouldContain("; secure", Case.Insensitive);
        ((string)(await invited.OkAsync())["url"]!).ShouldStartWith("https://meet.example.org/invitation?token=");
    }

    [Fact]
    public async Task From_anybody_else_they_mean_nothing()
    {
        await using var server = await StartAsync(("TRUSTED_PROXIES", "10.0.0.0/8"));
        var ada = await server.JoinAsync("ada@example.org", isAdministrator: true);
        using var signIn = Forwarded(HttpMethod.Post, "/v1/auth/sign-in", SignIn);
        using var invite = Forwarded(HttpMethod.Post, "/v1/users/invitations", new { });

        using var signedIn = await server.Browser().SendAsync(signIn);
        using var invited = await ada.Browser.SendAsync(invite);

        signedIn.Headers.GetValues("Set-Cookie").Single().ShouldStartWith("reflector_session=");
        ((string)(await invited.OkAsync())["url"]!).ShouldStartWith(server.Server.Address.ToString());
    }

    [Fact]
    public async Task An_origin_cannot_be_made_our_own_with_a_header()
    {
        await using var server = await StartAsync(("TRUSTED_PROXIES", ""));
        using var request = Forwarded(HttpMethod.Post, "/v1/auth/sign-out", new { });
        request.Headers.Add("Origin", "https://meet.example.org");

        using var answer = await server.Browser().SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Made_up_addresses_do_not_get_round_the_limit()
    {
        await using var server = await StartAsync(("TRUSTED_PROXIES", ""));
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 52; attempt++)
        {
            using var request = Forwarded(
                HttpMethod.Post,
                "/v1/auth/sign-in",
                new { email = $"u{attempt}@example.org", password = "x" },
                $"203.0.113.{attempt}"
            );
            using var answer = await server.Browser().SendAsync(request);
            statuses.Add(answer.StatusCode);
        }

        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_address_has_its_own_limit()
    {
        await using var server = await StartAsync(("TRUSTED_PROXIES", "127.0.0.1"));
        for (var attempt = 0; attempt < 52; attempt++)
        {
            using var request = Forwarded(
                HttpMethod.Post,
                "/v1/auth/sign-in",
                new { email = $"u{attempt}@example.org", password = "x" },
                // What a client adds itself stands before what the proxy saw, and is not believed.
                $"198.51.100.1, 203.0.113.{attempt % 2}"
            );
            using var answer = await server.Browser().SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_server_known_by_an_https_address_sends_secure_cookies_whatever_the_last_step_is()
    {
        await using var server = await StartAsync(("BASE_URL", "https://meet.example.org"));
        await server.JoinAsync("ada@example.org");

        using var answer = await server.Browser().PostAsJsonAsync("/v1/auth/sign-in", SignIn);

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("__Host-");
        cookie.ShouldContain("; secure", Case.Insensitive);
    }

    private static object SignIn { get; } = new { email = "ada@example.org", password = AccountServer.Password };

    private Task<AccountServer> StartAsync(params (string Name, string Value)[] settings) =>
        AccountServer.StartAsync(postgres, settings.ToDictionary(pair => pair.Name, string? (pair) => pair.Value));

    private static HttpRequestMessage Forwarded(
        HttpMethod method,
        string path,
        object body,
        string address = "203.0.113.9"
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "meet.example.org");
        request.Headers.Add("X-Forwarded-For", address);
        return request;
    }
}
