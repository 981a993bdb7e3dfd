using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Reflector.Server.Tests.Accounts;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;

namespace Reflector.Server.Tests.Library.Events;

/// <summary>Who may open the WebSocket of a person's list, and for how long it stays open.</summary>
public sealed class UserSocketAccessTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly CookieContainer _cookies = new();
    private AccountServer _server = null!;
    private Person _ada = null!;

    private TestServer Server => _server.Server;

    private string Cookie => _cookies.GetCookieHeader(Server.Address);

    public async ValueTask InitializeAsync()
    {
        _server = await AccountServer.StartAsync(postgres);
        _ada = await _server.JoinAsync("ada@example.org", cookies: _cookies);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_session_and_an_api_key_both_ways_are_told_of_their_person()
    {
        var key = await AccountServer.KeyAsync(_ada, "read");
        await using var session = await OpenAsync(options => options.SetRequestHeader("Cookie", Cookie));
        await using var header = await OpenAsync(options => options.SetRequestHeader("X-API-Key", key));
        await using var protocol = await OpenAsync(options => Offer(options, key));
        var id = await Server.WriteTranscriptAsync([], [], _ada.Id);

        foreach (var socket in new[] { session, header, protocol })
            ((string)(await socket.NextAsync()).Data["id"]!).ShouldBe(id);
    }

    [Fact]
    public async Task Nobody_and_an_unknown_key_are_refused_at_the_handshake()
    {
        Action<ClientWebSocketOptions>[] callers =
        [
            _ => { },
            options => Offer(options, "unknown"),
            options => options.SetRequestHeader("X-API-Key", "unknown"),
            options => options.SetRequestHeader("Cookie", "session=made-up"),
        ];
        foreach (var caller in callers)
            (await Should.ThrowAsync<WebSocketException>(OpenAsync(caller))).Message.ShouldContain("401");
    }

    [Theory]
    [InlineData("https://evil.example", "403")]
    [InlineData("null", "403")]
    public async Task A_page_elsewhere_cannot_open_it_with_the_cookies_of_a_person(string origin, string status)
    {
        var opening = OpenAsync(options =>
        {
            options.SetRequestHeader("Cookie", Cookie);
            options.SetRequestHeader("Origin", origin);
        });

        (await Should.ThrowAsync<WebSocketException>(opening)).Message.ShouldContain(status);
    }

    [Fact]
    public async Task A_revoked_key_is_cut_off_and_a_session_that_was_ended_everywhere_too()
    {
        var key = await AccountServer.KeyAsync(_ada, "read");
        await using var program = await OpenAsync(options => Offer(options, key));
        await using var browser = await OpenAsync(options => options.SetRequestHeader("Cookie", Cookie));
        var keyId = (string)(await Server.GetAsync("/v1/user/api-keys", _ada.Browser))[0]!["id"]!;

        using var revoked = await _ada.Browser.DeleteAsync($"/v1/user/api-keys/{keyId}");
        await revoked.OkAsync();
        await Should.ThrowAsync<WebSocketException>(program.NextAsync());
        await Server.WriteTranscriptAsync([], [], _ada.Id);
        await browser.NextAsync();
        using var ended = await _ada.Browser.PostAsJsonAsync("/v1/auth/sign-out-everywhere", new { });
        await ended.OkAsync();
        await Should.ThrowAsync<WebSocketException>(browser.NextAsync());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    [InlineData("1;DROP TABLE event")]
    public async Task A_position_that_is_none_is_refused(string after)
    {
        using var answer = await _ada.Browser.GetAsync($"/v1/events?after={Uri.EscapeDataString(after)}");

        (await answer.InvalidAsync()).ShouldBe("query.after");
    }

    private Task<EventSocket> OpenAsync(Action<ClientWebSocketOptions> options) =>
        EventSocket.OpenPathAsync(Server, "/v1/events", options: options);

    private static void Offer(ClientWebSocketOptions options, string key)
    {
        options.AddSubProtocol("bearer");
        options.AddSubProtocol(key);
    }
}
