using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Accounts;

/// <summary>Forged, stolen and expired cookies and audio links; passwords tried by the thousand.</summary>
public sealed class HostileSessionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private AccountServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await AccountServer.StartAsync(
            postgres,
            configure: builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock))
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_changed_or_made_up_cookie_is_nobody()
    {
        var cookies = new CookieContainer();
        await _server.JoinAsync("ada@example.org", cookies: cookies);
        var cookie = cookies.GetAllCookies().Single();
        foreach (
            var value in new[]
            {
                cookie.Value[..^4] + "AAAA",
                cookie.Value[..20],
                cookie.Value + "A",
                "chunks-3",
                "chunks-99999999",
                new string('A', 4000),
                "admin",
            }
        )
            (await AccountServer.WhoIsAsync(With(cookie.Name, value))).ShouldBeNull(
                value[..Math.Min(20, value.Length)]
            );
    }

    [Fact]
    public async Task A_cookie_of_another_server_is_nobody()
    {
        var cookies = new CookieContainer();
        await using var other = await AccountServer.StartAsync(postgres);
        await other.JoinAsync("ada@example.org", cookies: cookies);
        var cookie = cookies.GetAllCookies().Single();

        (await AccountServer.WhoIsAsync(With(cookie.Name, cookie.Value))).ShouldBeNull();
    }

    [Fact]
    public async Task A_cookie_that_was_copied_dies_with_sign_out_everywhere_and_with_a_new_password()
    {
        var cookies = new CookieContainer();
        var ada = await _server.JoinAsync("ada@example.org", cookies: cookies);
        var stolen = With("reflector_session", cookies.GetAllCookies().Single().Value);
        (await AccountServer.WhoIsAsync(stolen)).ShouldBe(ada.Id);

        using (
            var change = await ada.Browser.PostAsJsonAsync(
                "/v1/user/password",
                new { current_password = AccountServer.Password, new_password = "another battery staple" }
            )
        )
            await change.OkAsync();

        (await AccountServer.WhoIsAsync(stolen)).ShouldBeNull();
        (await AccountServer.WhoIsAsync(ada.Browser)).ShouldBe(ada.Id);
        stolen = With("reflector_session", cookies.GetAllCookies().Single().Value);
        using (var answer = await ada.Browser.PostAsync("/v1/auth/sign-out-everywhere", null))
            await answer.OkAsync();
        (await AccountServer.WhoIsAsync(stolen)).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_lives_as_long_as_it_is_used_and_two_weeks_longer()
    {
        var ada = await _server.JoinAsync("ada@example.org");
        for (var week = 0; week < 4; week++)
        {
            _clock.Advance(TimeSpan.FromDays(10));
            (await AccountServer.WhoIsAsync(ada.Browser)).ShouldBe(ada.Id);
        }

        _clock.Advance(TimeSpan.FromDays(15));

        (await AccountServer.WhoIsAsync(ada.Browser)).ShouldBeNull();
    }

    [Fact]
    public async Task Guessing_a_password_ends_after_some_tries_for_everybody_until_time_has_passed()
    {
        await _server.JoinAsync("ada@example.org");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var wrong = await AccountServer.SignInAsync(_server.Browser(), "ada@example.org", $"guess {attempt}");
            await wrong.RefusedAsync(401);
        }

        using var right = await AccountServer.SignInAsync(_server.Browser(), "ADA@example.org");

        (await right.RefusedAsync(429)).ShouldBe("Too many attempts: try again in 15 min");
        right.Headers.RetryAfter!.Delta!.Value.ShouldBe(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1));
        await using var node = await AccountServer.StartAsync(postgres, other: _server);
        using (var elsewhere = await AccountServer.SignInAsync(node.Browser(), "ada@example.org"))
            await elsewhere.RefusedAsync(429);
        _clock.Advance(TimeSpan.FromMinutes(16));
        using var later = await AccountServer.SignInAsync(_server.Browser(), "ada@example.org");
        await later.OkAsync();
    }

    [Fact]
    public async Task Many_guesses_at_once_find_no_gap()
    {
        await _server.JoinAsync("ada@example.org");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(number => AccountServer.SignInAsync(_server.Browser(), "ada@example.org", $"guess {number}"))
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(10);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(30);
    }

    [Fact]
    public async Task Right_passwords_do_not_count()
    {
        await _server.JoinAsync("ada@example.org");
        for (var attempt = 0; attempt < 60; attempt++)
        {
            using var answer = await AccountServer.SignInAsync(_server.Browser(), "ada@example.org");
            await answer.OkAsync();
        }
    }

    [Fact]
    public async Task The_current_password_cannot_be_guessed_at_an_open_screen_either()
    {
        var ada = await _server.JoinAsync("ada@example.org");
        for (var attempt = 0; attempt < 11; attempt++)
        {
            using var answer = await ada.Browser.PostAsJsonAsync(
                "/v1/user/password",
                new { current_password = $"guess {attempt}", new_password = "another battery staple" }
            );
            await answer.RefusedAsync(attempt < 10 ? 400 : 429);
        }
    }

    [Fact]
    public async Task A_huge_password_is_wrong_and_not_hashed()
    {
        await _server.JoinAsync("ada@example.org");

        using var answer = await AccountServer.SignInAsync(
            _server.Browser(),
            "ada@example.org",
            new string('x', 10_000_000)
        );

        await answer.RefusedAsync(401);
    }

    [Fact]
    public async Task An_audio_link_plays_without_a_cookie_for_a_quarter_of_an_hour()
    {
        var (ada, id, link) = await AudioLinkAsync();
        var player = _server.Browser();

        // Readable: what is missing is the file.
        (await StatusAsync(player, link)).ShouldBe(404);
        (await StatusAsync(player, $"/v1/transcripts/{id}/audio/mp3")).ShouldBe(403);
        _clock.Advance(TimeSpan.FromMinutes(14));
        (await StatusAsync(player, link)).ShouldBe(404);
        _clock.Advance(TimeSpan.FromMinutes(2));
        using var expired = await player.GetAsync(link);
        (await expired.RefusedAsync(401)).ShouldBe("Invalid or expired token");
        expired.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        ada.Id.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_audio_link_opens_nothing_else_and_cannot_be_changed()
    {
        var (ada, _, link) = await AudioLinkAsync();
        var other = await _server.Server.WriteTranscriptAsync([], [], ada.Id);
        var token = link.Split("token=")[1];
        var player = _server.Browser();

        (await StatusAsync(player, $"/v1/transcripts/{other}/audio/mp3?token={token}")).ShouldBe(401);
        (await StatusAsync(player, link[..^4] + "AAAA")).ShouldBe(401);
        (await StatusAsync(player, link.Split("token=")[0] + "token=x")).ShouldBe(401);
        (await StatusAsync(player, link.Split("token=")[0] + "token=" + new string('A', 5000))).ShouldBe(401);
        (await StatusAsync(player, link.Replace("/audio/mp3", "/topics"))).ShouldBe(403);
    }

    [Fact]
    public async Task An_audio_link_ends_with_the_right_to_read()
    {
        var eve = await _server.JoinAsync("eve@example.org");
        var (ada, id, _) = await AudioLinkAsync(ShareMode.SemiPrivate);
        using var made = await eve.Browser.PostAsync($"/v1/transcripts/{id}/audio/link", null);
        var link = (string)(await made.OkAsync())["url"]!;
        (await StatusAsync(_server.Browser(), link)).ShouldBe(404);

        using (var change = await ada.Browser.PatchAsJsonAsync($"/v1/transcripts/{id}", new { share_mode = "private" }))
            await change.OkAsync();
        (await StatusAsync(_server.Browser(), link)).ShouldBe(403);

        await _server.Server.QueryAsync(db => db.Users.Where(user => user.Id == eve.Id).ExecuteDeleteAsync());
        (await StatusAsync(_server.Browser(), link)).ShouldBe(401);
    }

    private async Task<(Person Ada, string Id, string Link)> AudioLinkAsync(ShareMode share = ShareMode.Private)
    {
        var ada = await _server.JoinAsync("ada@example.org");
        var id = await _server.Server.WriteTranscriptAsync([], [], ada.Id, share);
        using var made = await ada.Browser.PostAsync($"/v1/transcripts/{id}/audio/link", null);
        return (ada, id, (string)(await made.OkAsync())["url"]!);
    }

    private static async Task<int> StatusAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        return (int)answer.StatusCode;
    }

    private HttpClient With(string name, string value)
    {
        var cookies = new CookieContainer();
        cookies.Add(_server.Server.Address, new Cookie(name, value, "/"));
        return _server.Browser(cookies);
    }

    private sealed class ManualClock : TimeProvider
    {
        private TimeSpan _ahead;

        public void Advance(TimeSpan time) => _ahead += time;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
    }
}
