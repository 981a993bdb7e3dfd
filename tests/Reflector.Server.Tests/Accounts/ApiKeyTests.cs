using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;

namespace Reflector.Server.Tests.Accounts;

public sealed class ApiKeyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private AccountServer _server = null!;
    private Person _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccountServer.StartAsync(postgres);
        _ada = await _server.JoinAsync("ada@example.org");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_key_is_shown_once_and_only_its_hash_is_stored()
    {
        using var made = await _ada.Browser.PostAsJsonAsync("/v1/user/api-keys", new { name = "Import" });
        var key = await made.OkAsync();

        var secret = (string)key["key"]!;
        secret.Length.ShouldBe(64);
        ((string)key["name"]!).ShouldBe("Import");
        ((string)key["scope"]!).ShouldBe("write");
        ((string)key["user_id"]!).ShouldBe(_ada.Id);
        var listed = await _server.Server.GetAsync("/v1/user/api-keys", _ada.Browser);
        listed.ToJsonString().ShouldNotContain(secret);
        listed[0]!["last_used_at"].ShouldBeNull();
        (await _server.Server.QueryAsync(db => db.UserApiKeys.Select(row => row.KeyHash).SingleAsync())).ShouldNotBe(
            secret
        );
    }

    [Fact]
    public async Task A_program_is_its_user_and_the_use_is_noted()
    {
        var program = _server.Program(await AccountServer.KeyAsync(_ada));

        var me = await _server.Server.GetAsync("/v1/me", program);

        ((string)me["sub"]!).ShouldBe(_ada.Id);
        me["email"].ShouldBeNull();
        (await _server.Server.GetAsync("/v1/user/api-keys", _ada.Browser))[0]!["last_used_at"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_use_is_written_once_a_minute()
    {
        var program = _server.Program(await AccountServer.KeyAsync(_ada));
        await AccountServer.WhoIsAsync(program);
        var first = await LastUsedAsync();
        await AccountServer.WhoIsAsync(program);
        (await LastUsedAsync() == first).ShouldBeTrue();

        await _server.Server.QueryAsync(db =>
            db.UserApiKeys.ExecuteUpdateAsync(row =>
                row.SetProperty(key => key.LastUsedAt, first!.Value.AddMinutes(-2))
            )
        );
        await AccountServer.WhoIsAsync(program);
        (await LastUsedAsync())!.Value.ShouldBe(first!.Value, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_key_for_reading_says_so_when_it_is_to_write()
    {
        var program = _server.Program(await AccountServer.KeyAsync(_ada, "read"));

        using var answer = await program.PostAsJsonAsync("/v1/transcripts", new { name = "x" });

        (await answer.RefusedAsync(403)).ShouldBe("This API key may only read");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\u00e9")]
    public async Task An_unknown_key_is_nobody(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/me");
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        using var client = new HttpClient(
            new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 }
        )
        {
            BaseAddress = _server.Server.Address,
        };

        using var answer = await client.SendAsync(request);

        (await answer.Content.ReadAsStringAsync()).ShouldBe("null");
    }

    [Fact]
    public async Task A_huge_key_is_nobody()
    {
        (await AccountServer.WhoIsAsync(_server.Program(new string('k', 20_000)))).ShouldBeNull();
    }

    [Fact]
    public async Task A_revoked_key_is_nobody_and_revoking_it_again_is_404()
    {
        var program = _server.Program(await AccountServer.KeyAsync(_ada));
        var id = (string)(await _server.Server.GetAsync("/v1/user/api-keys", _ada.Browser))[0]!["id"]!;

        using var revoked = await _ada.Browser.DeleteAsync($"/v1/user/api-keys/{id}");
        using var again = await _ada.Browser.DeleteAsync($"/v1/user/api-keys/{id}");

        (await revoked.OkAsync()).ToJsonString().ShouldBe("""{"status":"ok"}""");
        (await again.RefusedAsync(404)).ShouldBe("API key not found");
        (await AccountServer.WhoIsAsync(program)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_elses_key_cannot_be_revoked()
    {
        var program = _server.Program(await AccountServer.KeyAsync(_ada));
        var id = (string)(await _server.Server.GetAsync("/v1/user/api-keys", _ada.Browser))[0]!["id"]!;
        var eve = await _server.JoinAsync("eve@example.org", isAdministrator: true);

        using var answer = await eve.Browser.DeleteAsync($"/v1/user/api-keys/{id}");

        await answer.RefusedAsync(404);
        (await AccountServer.WhoIsAsync(program)).ShouldBe(_ada.Id);
    }

    [Fact]
    public async Task A_cookie_and_a_key_of_different_people_are_refused_and_of_the_same_accepted()
    {
        var eve = await _server.JoinAsync("eve@example.org");
        var key = await AccountServer.KeyAsync(_ada);
        eve.Browser.DefaultRequestHeaders.Add("X-API-Key", key);
        _ada.Browser.DefaultRequestHeaders.Add("X-API-Key", key);

        using var answer = await eve.Browser.GetAsync("/v1/transcripts");

        (await answer.RefusedAsync(401)).ShouldBe("Invalid authentication");
        (await AccountServer.WhoIsAsync(_ada.Browser)).ShouldBe(_ada.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_socket_takes_a_key_as_subprotocol(bool valid)
    {
        var id = await _server.Server.WriteTranscriptAsync([], [], _ada.Id);
        var key = valid ? await AccountServer.KeyAsync(_ada, "read") : "unknown";
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("bearer");
        socket.Options.AddSubProtocol(key);
        var address = new UriBuilder(_server.Server.Address)
        {
            Scheme = "ws",
            Path = $"/v1/transcripts/{id}/events",
        }.Uri;

        var opening = socket.ConnectAsync(address, CancellationToken.None);

        if (valid)
        {
            await opening;
            socket.SubProtocol.ShouldBe("bearer");
        }
        else
            (await Should.ThrowAsync<WebSocketException>(opening)).Message.ShouldContain("403");
    }

    [Fact]
    public async Task A_program_may_post_from_any_page_but_manages_no_accounts()
    {
        var administrator = await _server.JoinAsync("root@example.org", isAdministrator: true);
        var program = _server.Program(await AccountServer.KeyAsync(administrator));
        program.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var create = await program.PostAsJsonAsync("/v1/transcripts", new { name = "x" });
        using var users = await program.GetAsync("/v1/users");

        await create.OkAsync();
        await users.RefusedAsync(403);
    }

    [Fact]
    public async Task There_is_an_end_to_how_many_keys_somebody_has()
    {
        await _server.Server.QueryAsync(async db =>
        {
            db.AddRange(
                Enumerable
                    .Range(0, 100)
                    .Select(number => new Reflector.Server.Accounts.ApiKeys.UserApiKey
                    {
                        Id = Guid.CreateVersion7().ToString(),
                        UserId = _ada.Id,
                        KeyHash = $"{number}",
                        Scope = Reflector.Server.Accounts.ApiKeys.ApiKeyScope.Read,
                        CreatedAt = TimeProvider.System.GetUtcNow(),
                    })
            );
            return await db.SaveChangesAsync();
        });

        using var answer = await _ada.Browser.PostAsJsonAsync("/v1/user/api-keys", new { name = "x" });

        (await answer.RefusedAsync(400)).ShouldContain("revoke");
    }

    [Theory]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"   "}""")]
    [InlineData("""{"scope":"everything"}""")]
    [InlineData("""{"name":5}""")]
    public async Task A_nonsensical_key_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _ada.Browser.PostAsync("/v1/user/api-keys", content);
        await answer.InvalidAsync();
    }

    [Fact]
    public async Task Keys_work_without_accounts_too_and_a_secret_key_changes_what_is_stored()
    {
        await using var server = await AccountServer.StartAsync(
            postgres,
            new() { ["AUTH_BACKEND"] = "none", ["SECRET_KEY"] = new string('s', 32) }
        );
        using var made = await server.Browser().PostAsJsonAsync("/v1/user/api-keys", new { scope = "read" });
        var key = (string)(await made.OkAsync())["key"]!;
        var program = server.Program(key);

        using var answer = await program.PostAsJsonAsync("/v1/transcripts", new { name = "x" });

        await answer.RefusedAsync(403);
        (await AccountServer.WhoIsAsync(program)).ShouldBe("local");
        (await AccountServer.WhoIsAsync(server.Program("unknown"))).ShouldBeNull();
        await using var changed = await AccountServer.StartAsync(
            postgres,
            new() { ["AUTH_BACKEND"] = "none", ["SECRET_KEY"] = new string('t', 32) },
            server
        );
        (await AccountServer.WhoIsAsync(changed.Program(key))).ShouldBeNull();
    }

    private Task<DateTimeOffset?> LastUsedAsync() =>
        _server.Server.QueryAsync(db => db.UserApiKeys.Select(key => key.LastUsedAt).SingleAsync());
}
