using System.Net;
using System.Net.WebSockets;
using System.Text;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Accounts;

/// <summary>What a page of another site can make a browser send, and what programs send.</summary>
public sealed class CrossSiteTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Evil = "https://evil.example";
    private TestServer _server = null!;

    // Nobody signs in: any page could otherwise use the server of whoever looks at it.
    public async ValueTask InitializeAsync() =>
        _server = await TestServer.StartAsync(postgres, new() { ["CORS_ORIGIN"] = "https://friend.example" });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string> Forms =>
        new()
        {
            { "a form", "application/x-www-form-urlencoded" },
            { "fetch without a preflight", "text/plain" },
            { "an upload", "multipart/form-data; boundary=x" },
            { "fetch", "application/json" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_post_from_a_page_elsewhere_is_refused(string what, string type)
    {
        foreach (
            var headers in new (string, string)[][]
            {
                [("Origin", Evil)],
                [("Origin", Evil), ("Sec-Fetch-Site", "cross-site")],
                [("Origin", "null")],
                [("Origin", "https://neighbour.friend.example"), ("Sec-Fetch-Site", "same-site")],
                [("Sec-Fetch-Site", "cross-site")],
                // The header that a page cannot set decides, whatever else says otherwise.
                [("Origin", Own), ("Sec-Fetch-Site", "cross-site")],
                [("Origin", $"{Own}.evil.example")],
            }
        )
            (await PostAsync(type, headers)).ShouldBe(HttpStatusCode.Forbidden, $"{what} {string.Join(", ", headers)}");
        (await _server.GetAsync("/v1/transcripts"))["total"]!.ToString().ShouldBe("0");
    }

    [Fact]
    public async Task Our_own_page_invited_pages_and_programs_may_post()
    {
        foreach (
            var headers in new (string, string)[][]
            {
                [],
                [("Origin", Own)],
                [("Origin", Own), ("Sec-Fetch-Site", "same-origin")],
                [("Sec-Fetch-Site", "none")],
                [("Origin", "https://friend.example"), ("Sec-Fetch-Site", "cross-site")],
            }
        )
            (await PostAsync("application/json", headers)).ShouldBe(HttpStatusCode.OK, string.Join(", ", headers));
    }

    [Theory]
    [InlineData(Evil, false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    [InlineData("own", true)]
    public async Task A_socket_is_opened_for_our_own_page_alone(string? origin, bool opened)
    {
        var id = await _server.CreateTranscriptAsync();
        using var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin == "own" ? Own : origin);
        var address = new UriBuilder(_server.Address) { Scheme = "ws", Path = $"/v1/transcripts/{id}/events" }.Uri;

        var opening = socket.ConnectAsync(address, CancellationToken.None);

        if (opened)
            await opening;
        else
            (await Should.ThrowAsync<WebSocketException>(opening)).Message.ShouldContain("403");
    }

    [Theory]
    [InlineData("rebound.evil.example", 421)]
    [InlineData("evil.example:80", 421)]
    [InlineData("localhost", 200)]
    [InlineData("reflector", 200)]
    [InlineData("reflector.local", 200)]
    [InlineData("192.168.1.7:1250", 200)]
    [InlineData("[::1]:1250", 200)]
    public async Task Without_accounts_a_name_that_is_made_to_point_here_is_not_answered(string host, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/transcripts");
        request.Headers.Host = host;

        using var answer = await _server.Client.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task The_name_of_the_set_address_and_allowed_ones_are_answered()
    {
        await using var server = await TestServer.StartAsync(
            postgres,
            new() { ["BASE_URL"] = "https://meet.example.org", ["ALLOWED_HOSTS"] = "other.example.org" }
        );
        foreach (var host in new[] { "meet.example.org", "other.example.org", "third.example.org" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/transcripts");
            request.Headers.Host = host;
            using var answer = await server.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(
                host.StartsWith("third") ? HttpStatusCode.MisdirectedRequest : HttpStatusCode.OK,
                host
            );
        }
    }

    [Fact]
    public async Task An_address_set_as_our_own_is_our_own_behind_a_proxy_that_hides_it()
    {
        await using var server = await TestServer.StartAsync(
            postgres,
            new() { ["BASE_URL"] = "https://meet.example.org" }
        );
        using var request = Post("application/json", [("Origin", "https://meet.example.org")]);

        using var answer = await server.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private string Own => _server.Address.GetLeftPart(UriPartial.Authority);

    private async Task<HttpStatusCode> PostAsync(string type, (string, string)[] headers)
    {
        using var request = Post(type, headers);
        using var answer = await _server.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Post(string type, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/transcripts")
        {
            Content = new StringContent("""{"name":"Not asked for"}""", Encoding.UTF8),
        };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return request;
    }
}
