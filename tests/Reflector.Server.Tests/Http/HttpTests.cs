using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Http;

public sealed class HttpTests(SharedServer shared, PostgresFixture postgres) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Theory]
    [InlineData("/health")]
    [InlineData("/v1/transcripts")]
    [InlineData("/v1/transcripts/none")]
    [InlineData("/openapi.json")]
    [InlineData("/")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var answer = await Server.Client.GetAsync(path);

        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("frame-src 'none'");
        answer
            .Headers.GetValues("Permissions-Policy")
            .ShouldHaveSingleItem()
            .ShouldBe("autoplay=(self), camera=(self), display-capture=(self), fullscreen=(self), microphone=(self)");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("POST", "/v1/nothing/here", 404)]
    [InlineData("GET", "/v1", 404)]
    [InlineData("PUT", "/v1/transcripts", 405)]
    [InlineData("DELETE", "/v1/me", 405)]
    public async Task What_the_API_does_not_have_is_refused_as_JSON(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var answer = await Server.Client.SendAsync(request);

        (await answer.RefusedAsync(status)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_server_says_that_it_is_healthy()
    {
        (await Server.GetAsync("/health")).ToJsonString().ShouldBe("""{"status":"healthy"}""");
    }

    [Fact]
    public async Task A_failure_inside_tells_nothing_of_the_inside()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var id = await server.CreateTranscriptAsync();
        await server.QueryAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE topic RENAME TO secret_table"));

        using var answer = await server.Client.GetAsync($"/v1/transcripts/{id}/topics");

        var sentence = await answer.RefusedAsync(500);
        sentence.ShouldContain("log");
        sentence.ShouldNotContain("topic");
    }

    [Fact]
    public async Task Pages_of_other_origins_are_kept_out_by_default()
    {
        using var answer = await AskAsync(Server, "https://elsewhere.example");

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("*", "https://any.example", "*")]
    [InlineData("https://a.example, https://b.example", "https://b.example", "https://b.example")]
    [InlineData("https://a.example", "https://b.example", null)]
    public async Task Pages_of_the_set_origins_may_call(string setting, string origin, string? allowed)
    {
        await using var server = await TestServer.StartAsync(postgres, new() { ["CORS_ORIGIN"] = setting });

        using var answer = await AskAsync(server, origin);

        if (allowed is null)
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        else
            answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([allowed]);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Fact]
    public async Task Cookies_may_come_along_where_that_is_set()
    {
        await using var server = await TestServer.StartAsync(
            postgres,
            new() { ["CORS_ORIGIN"] = "https://a.example", ["CORS_ALLOW_CREDENTIALS"] = "true" }
        );

        using var answer = await AskAsync(server, "https://a.example");

        answer.Headers.GetValues("Access-Control-Allow-Credentials").ShouldBe(["true"]);
    }

    /// <summary>A browser asks before a page's PATCH.</summary>
    private static async Task<HttpResponseMessage> AskAsync(TestServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/transcripts/none");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PATCH");
        return await server.Client.SendAsync(request);
    }
}
