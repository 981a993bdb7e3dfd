using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;

namespace Reflector.Server.Tests.Accounts;

/// <summary>What the database and the log hold of secrets, and what happens to connections that are open already.</summary>
public sealed class KeepingSecretsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task With_a_secret_key_a_copy_of_the_database_signs_nobody_in()
    {
        var cookies = new CookieContainer();
        await using var server = await AccountServer.StartAsync(
            postgres,
            new() { ["SECRET_KEY"] = new string('s', 32) }
        );
        var ada = await server.JoinAsync("ada@example.org", cookies: cookies);
        var cookie = cookies.GetAllCookies().Single();

        (await StoredKeyAsync(server)).ShouldContain("secretKeyEncrypted");
        (await StoredKeyAsync(server)).ShouldNotContain("masterKey");
        (await WhoIsAtAsync(new string('s', 32))).ShouldBe(ada.Id);
        (await WhoIsAtAsync(new string('t', 32))).ShouldBeNull();
        (await WhoIsAtAsync(null)).ShouldBeNull();

        async Task<string?> WhoIsAtAsync(string? secretKey)
        {
            await using var node = await AccountServer.StartAsync(
                postgres,
                new() { ["SECRET_KEY"] = secretKey },
                server
            );
            var moved = new CookieContainer();
            moved.Add(node.Server.Address, new Cookie(cookie.Name, cookie.Value, "/"));
            // People can sign in again all the same.
            using var signIn = await AccountServer.SignInAsync(node.Browser(), ada.Email);
            await signIn.OkAsync();
            return await AccountServer.WhoIsAsync(node.Browser(moved));
        }
    }

    [Fact]
    public async Task The_log_holds_no_password_no_token_and_no_address()
    {
        var log = new Lines();
        await using var server = await AccountServer.StartAsync(
            postgres,
            new() { ["LOG_LEVEL"] = "Information" },
            configure: builder => builder.Logging.ClearProviders().AddProvider(log)
        );
        var cookies = new CookieContainer();
        var token = await server.SetupTokenAsync();
        var ada = await server.JoinAsync("ada@example.org", isAdministrator: true, cookies: cookies);
        var key = await AccountServer.KeyAsync(ada);
        await AccountServer.WhoIsAsync(server.Program(key));
        using (await AccountServer.SignInAsync(server.Browser(), ada.Email, "the wrong password"))
        using (await server.Browser().GetAsync($"/setup?token={token}"))
        using (await server.Browser().PostAsJsonAsync("/v1/auth/links/read", new { token }))
        using (await ada.Browser.PostAsync("/v1/auth/sign-out-everywhere", null)) { }

        var text = string.Join('\n', log.All);
        foreach (
            var secret in new[]
            {
                AccountServer.Password,
                "the wrong password",
                ada.Email,
                key,
                token,
                cookies.GetAllCookies().FirstOrDefault()?.Value ?? "no cookie",
            }
        )
            text.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("sign-out-everywhere")]
    [InlineData("revoked key")]
    public async Task An_open_socket_ends_with_what_opened_it(string end)
    {
        await using var server = await AccountServer.StartAsync(postgres);
        var cookies = new CookieContainer();
        var ada = await server.JoinAsync("ada@example.org", cookies: cookies);
        var id = await server.Server.WriteTranscriptAsync([], [], ada.Id);
        using var socket = new ClientWebSocket();
        if (end == "revoked key")
            socket.Options.SetRequestHeader("X-API-Key", await AccountServer.KeyAsync(ada));
        else
            socket.Options.Cookies = cookies;
        await socket.ConnectAsync(
            new UriBuilder(server.Server.Address) { Scheme = "ws", Path = $"/v1/transcripts/{id}/events" }.Uri,
            CancellationToken.None
        );
        var received = socket.ReceiveAsync(new byte[100], CancellationToken.None);

        if (end == "revoked key")
        {
            var keyId = (await server.Server.GetAsync("/v1/user/api-keys", ada.Browser))[0]!["id"];
            using var revoked = await ada.Browser.DeleteAsync($"/v1/user/api-keys/{keyId}");
            await revoked.OkAsync();
        }
        else
        {
            using var signedOut = await ada.Browser.PostAsync("/v1/auth/sign-out-everywhere", null);
            await signedOut.OkAsync();
        }

        await Should.ThrowAsync<WebSocketException>(received.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    private static async Task<string> StoredKeyAsync(AccountServer server)
    {
        await using var source = NpgsqlDataSource.Create(server.Server.ConnectionString);
        await using var command = source.CreateCommand("SELECT xml FROM data_protection_key ORDER BY id DESC LIMIT 1");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
