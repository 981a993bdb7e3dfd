using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Accounts;

/// <summary>Set-up links, invitations and reset links, and what people administer.</summary>
public sealed class LinkTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string NewPassword = "another battery staple";
    private AccountServer _server = null!;
    private Person _root = null!;

    public async ValueTask InitializeAsync() => _server = await AccountServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Of_many_set_ups_at_once_with_one_link_one_wins()
    {
        var token = await _server.SetupTokenAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    AcceptAsync(
                        new
                        {
                            token,
                            email = $"u{number}@example.org",
                            password = NewPassword,
                        }
                    )
                )
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound).ShouldBe(7);
        (await _server.Server.QueryAsync(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_start_makes_the_earlier_set_up_link_worthless()
    {
        var old = await _server.SetupTokenAsync();
        var current = await _server.SetupTokenAsync();

        (await ReadAsync(old)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(current)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_set_up_link_makes_no_second_administrator()
    {
        var token = await _server.SetupTokenAsync();
        await _server.JoinAsync("root@example.org", isAdministrator: true);

        using var answer = await AcceptAsync(
            new
            {
                token,
                email = "eve@example.org",
                password = NewPassword,
            }
        );

        await answer.RefusedAsync(404);
    }

    [Fact]
    public async Task A_link_survives_what_was_wrong_with_the_first_try()
    {
        var token = await _server.SetupTokenAsync();
        foreach (
            var wrong in new object[]
            {
                new
                {
                    token,
                    email = "root@example.org",
                    password = "short",
                },
                new
                {
                    token,
                    email = "root@example.org",
                    password = new string('x', 257),
                },
                new
                {
                    token,
                    email = "no address",
                    password = NewPassword,
                },
                new
                {
                    token,
                    email = "a@b@c",
                    password = NewPassword,
                },
                new
                {
                    token,
                    email = "a\n@example.org",
                    password = NewPassword,
                },
                new
                {
                    token,
                    email = "root@example.org",
                    password = NewPassword,
                    name = new string('n', 201),
                },
            }
        )
        {
            using var refused = await AcceptAsync(wrong);
            await refused.InvalidAsync();
        }

        using var answer = await AcceptAsync(
            new
            {
                token,
                email = "root@example.org",
                password = NewPassword,
            }
        );

        await answer.OkAsync();
    }

    [Fact]
    public async Task An_invitation_makes_the_account_that_it_says_once()
    {
        await StartWithAdministratorAsync();
        var token = await InviteAsync(new { email = "Bob@Example.org", is_administrator = true });

        var described = await (await ReadAsync(token)).OkAsync();
        using var answer = await AcceptAsync(
            new
            {
                token,
                email = "eve@example.org",
                password = NewPassword,
                name = "Bob",
            }
        );

        ((string)described["purpose"]!).ShouldBe("invitation");
        ((string)described["email"]!).ShouldBe("bob@example.org");
        var bob = await answer.OkAsync();
        ((string)bob["email"]!).ShouldBe("bob@example.org");
        bob["is_administrator"]!.GetValue<bool>().ShouldBeTrue();
        (await ReadAsync(token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var again = await AcceptAsync(new { token, password = NewPassword });
        await again.RefusedAsync(404);
    }

    [Fact]
    public async Task An_open_invitation_does_not_take_an_account_over()
    {
        await StartWithAdministratorAsync();
        var token = await InviteAsync(new { });

        using var answer = await AcceptAsync(
            new
            {
                token,
                email = "ROOT@example.org",
                password = NewPassword,
            }
        );

        (await answer.RefusedAsync(409)).ShouldContain("already");
        using var signIn = await AccountServer.SignInAsync(_server.Browser(), "root@example.org", NewPassword);
        await signIn.RefusedAsync(401);
    }

    [Fact]
    public async Task An_invitation_can_be_withdrawn()
    {
        await StartWithAdministratorAsync();
        var token = await InviteAsync(new { email = "bob@example.org" });
        var open = await _server.Server.GetAsync("/v1/users/invitations", _root.Browser);
        ((string)open[0]!["email"]!).ShouldBe("bob@example.org");

        using var withdrawn = await _root.Browser.DeleteAsync($"/v1/users/invitations/{open[0]!["id"]}");

        await withdrawn.OkAsync();
        (await ReadAsync(token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Links_that_are_too_old_work_no_more()
    {
        await StartWithAdministratorAsync();
        var token = await InviteAsync(new { });
        await _server.Server.QueryAsync(db =>
            db.AccountLinks.ExecuteUpdateAsync(row =>
                row.SetProperty(link => link.ExpiresAt, TimeProvider.System.GetUtcNow().AddSeconds(-1))
            )
        );

        (await ReadAsync(token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var answer = await AcceptAsync(
            new
            {
                token,
                email = "bob@example.org",
                password = NewPassword,
            }
        );
        await answer.RefusedAsync(404);
    }

    [Fact]
    public async Task A_reset_gives_a_new_password_and_ends_every_session()
    {
        await StartWithAdministratorAsync();
        var bob = await _server.JoinAsync("bob@example.org");
        var token = await ResetAsync(bob);

        using var answer = await AcceptAsync(new { token, password = NewPassword });

        await answer.OkAsync();
        (await AccountServer.WhoIsAsync(bob.Browser)).ShouldBeNull();
        using var old = await AccountServer.SignInAsync(_server.Browser(), bob.Email);
        using var fresh = await AccountServer.SignInAsync(_server.Browser(), bob.Email, NewPassword);
        await old.RefusedAsync(401);
        await fresh.OkAsync();
    }

    [Fact]
    public async Task A_newer_reset_link_replaces_the_older_and_a_disabled_account_has_none()
    {
        await StartWithAdministratorAsync();
        var bob = await _server.JoinAsync("bob@example.org");
        var first = await ResetAsync(bob);
        var second = await ResetAsync(bob);
        (await ReadAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await ChangeAsync(bob.Id, new { disabled = true });

        (await ReadAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var refused = await _root.Browser.PostAsync($"/v1/users/{bob.Id}/reset-link", null);
        await refused.RefusedAsync(409);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("' OR 1=1 --")]
    [InlineData("🙂")]
    [InlineData("a\0b")]
    public async Task A_made_up_link_does_not_work(string token)
    {
        (await ReadAsync(token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(new string('x', 100_000))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Names_may_hold_anything_and_come_back_as_they_were()
    {
        await StartWithAdministratorAsync();
        foreach (
            var name in new[]
            {
                "<img src=x onerror=alert(1)>",
                "Robert'); DROP TABLE \"user\"; --",
                "👩‍🚀 Ада",
                "\u202Eevil",
            }
        )
        {
            using var answer = await _root.Browser.PatchAsJsonAsync("/v1/user", new { name });
            ((string)(await answer.OkAsync())["name"]!).ShouldBe(name);
        }
        using var blank = await _root.Browser.PatchAsJsonAsync("/v1/user", new { name = " \t\n" });
        ((string)(await blank.OkAsync())["name"]!).ShouldBe("root");
        using var zero = await _root.Browser.PatchAsJsonAsync("/v1/user", new { name = "a\0b" });
        ((string)(await zero.OkAsync())["name"]!).ShouldBe("ab");
    }

    [Fact]
    public async Task Disabling_somebody_ends_their_session_and_key_at_once_and_enabling_brings_the_key_back()
    {
        await StartWithAdministratorAsync();
        var bob = await _server.JoinAsync("bob@example.org");
        var program = _server.Program(await AccountServer.KeyAsync(bob));

        await ChangeAsync(bob.Id, new { disabled = true });

        (await AccountServer.WhoIsAsync(bob.Browser)).ShouldBeNull();
        (await AccountServer.WhoIsAsync(program)).ShouldBeNull();
        using var signIn = await AccountServer.SignInAsync(_server.Browser(), bob.Email);
        (await signIn.RefusedAsync(403)).ShouldContain("disabled");
        await ChangeAsync(bob.Id, new { disabled = false });
        (await AccountServer.WhoIsAsync(bob.Browser)).ShouldBeNull();
        (await AccountServer.WhoIsAsync(program)).ShouldBe(bob.Id);
    }

    [Fact]
    public async Task The_last_administrator_stays_one_also_when_two_step_down_at_once()
    {
        await StartWithAdministratorAsync();
        foreach (var change in new object[] { new { is_administrator = false }, new { disabled = true } })
        {
            using var refused = await _root.Browser.PatchAsJsonAsync($"/v1/users/{_root.Id}", change);
            (await refused.RefusedAsync(409)).ShouldContain("last administrator");
        }
        using (var refused = await _root.Browser.DeleteAsync($"/v1/users/{_root.Id}"))
            await refused.RefusedAsync(409);

        var bob = await _server.JoinAsync("bob@example.org", isAdministrator: true);
        var answers = await Task.WhenAll(
            new[] { _root, bob }.Select(person =>
                person.Browser.PatchAsJsonAsync($"/v1/users/{person.Id}", new { is_administrator = false })
            )
        );

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task Who_owns_something_is_deleted_only_when_somebody_gets_it()
    {
        await StartWithAdministratorAsync();
        var bob = await _server.JoinAsync("bob@example.org");
        var program = _server.Program(await AccountServer.KeyAsync(bob));
        var id = await _server.Server.CreateTranscriptAsync("Bob's", bob.Browser);

        using (var refused = await _root.Browser.DeleteAsync($"/v1/users/{bob.Id}"))
            (await refused.RefusedAsync(409)).ShouldContain("1 transcripts");
        using (var unknown = await _root.Browser.DeleteAsync($"/v1/users/{bob.Id}?transfer_to=nobody"))
            await unknown.RefusedAsync(404);
        using (var deleted = await _root.Browser.DeleteAsync($"/v1/users/{bob.Id}?transfer_to={_root.Id}"))
            await deleted.OkAsync();

        (await _server.Server.GetAsync($"/v1/transcripts/{id}", _root.Browser))["user_id"]!
            .ToString()
            .ShouldBe(_root.Id);
        (await AccountServer.WhoIsAsync(bob.Browser)).ShouldBeNull();
        (await AccountServer.WhoIsAsync(program)).ShouldBeNull();
    }

    private async Task StartWithAdministratorAsync() =>
        _root = await _server.JoinAsync("root@example.org", isAdministrator: true);

    private async Task<string> InviteAsync(object invitation)
    {
        using var answer = await _root.Browser.PostAsJsonAsync("/v1/users/invitations", invitation);
        return ((string)(await answer.OkAsync())["url"]!).Split("/invitation?token=")[1];
    }

    private async Task<string> ResetAsync(Person person)
    {
        using var answer = await _root.Browser.PostAsync($"/v1/users/{person.Id}/reset-link", null);
        return ((string)(await answer.OkAsync())["url"]!).Split("/reset?token=")[1];
    }

    private async Task ChangeAsync(string id, object change)
    {
        using var answer = await _root.Browser.PatchAsJsonAsync($"/v1/users/{id}", change);
        await answer.OkAsync();
    }

    private Task<HttpResponseMessage> ReadAsync(string token) =>
        _server.Browser().PostAsJsonAsync("/v1/auth/links/read", new { token });

    private Task<HttpResponseMessage> AcceptAsync(object body) =>
        _server.Browser().PostAsJsonAsync("/v1/auth/links/accept", body);
}
