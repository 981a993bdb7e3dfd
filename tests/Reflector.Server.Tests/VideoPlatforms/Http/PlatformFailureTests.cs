using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Daily;
using Reflector.Fakes.Services;
using Reflector.Fakes.Whereby;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms.Whereby;
using Reflector.Server.VideoPlatforms.Http;
using Reflector.Server.VideoPlatforms.Whereby;

namespace Reflector.Server.Tests.VideoPlatforms.Http;

/// <summary>Platforms that do not do what they should, as the one who wants to meet sees it.</summary>
public sealed class PlatformFailureTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Leak = "sk-secret-of-the-provider";

    private static readonly PlatformCallLimits Short = new()
    {
        Total = TimeSpan.FromSeconds(2),
        Delay = TimeSpan.FromMilliseconds(5),
        AnswerBytes = 1 << 16,
        AttemptsBeforeBreak = 1000,
    };

    private WherebyServer _whereby = null!;
    private DailyServer _daily = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _whereby = await WherebyServer.StartAsync();
        _daily = await DailyServer.StartAsync();
        _server = await WherebyFixture.StartServerAsync(
            postgres,
            _whereby,
            new() { ["DAILY_API_URL"] = _daily.ApiUrl.ToString(), ["DAILY_API_KEY"] = DailyServer.DefaultKey },
            builder => builder.Services.AddSingleton(Short)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _whereby.DisposeAsync();
        await _daily.DisposeAsync();
    }

    public static TheoryData<string, FakeAnswer, int> Failures =>
        new()
        {
            { "a problem of its own", FakeAnswer.Error(500, $$"""{"error":"{{Leak}}"}"""), 503 },
            { "a problem of its own", FakeAnswer.Error(503), 503 },
            { "asked too often", FakeAnswer.Error(429), 503 },
            { "asked too often", FakeAnswer.Error(429, "{}", "garbage"), 503 },
            { "did not accept", FakeAnswer.Error(400, $$"""{"error":"{{Leak}}"}"""), 502 },
            { "key", FakeAnswer.Error(401), 502 },
            { "key", FakeAnswer.Error(403, Leak), 502 },
            { "plan", FakeAnswer.Error(402, """{"error":"invalid-plan-type"}"""), 502 },
            { "does not understand", FakeAnswer.Html(), 502 },
            { "does not understand", FakeAnswer.Raw(""), 502 },
            { "does not understand", FakeAnswer.Raw("null"), 502 },
            { "does not understand", FakeAnswer.Raw("[]"), 502 },
            { "does not understand", FakeAnswer.Raw("{"), 502 },
            { "does not understand", FakeAnswer.Raw($$"""{"meetingId":"1","id":"1","{{Leak}}":1}"""), 502 },
            {
                "does not understand",
                FakeAnswer.Raw(
                    """{"meetingId":"1","roomUrl":"javascript:alert(1)","id":"1","name":"a","url":"javascript:alert(1)"}"""
                ),
                502
            },
            { "does not understand", FakeAnswer.Raw(new string('a', 1 << 17)), 502 },
            { "a problem of its own", FakeAnswer.Html(502), 503 },
            { "another address", FakeAnswer.Redirect("http://127.0.0.1:1/elsewhere"), 502 },
            { "broke", FakeAnswer.Broken, 503 },
            { "in time", FakeAnswer.Silence, 503 },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_a_sentence_and_nothing_leaks(string words, FakeAnswer failure, int status)
    {
        foreach (var (platform, service) in new (string, FakeService)[] { ("whereby", _whereby), ("daily", _daily) })
        {
            var room = await OpenedMeeting.CreateRoomAsync(_server, platform);
            service.Then([.. Enumerable.Repeat(failure, failure.Status == 429 ? 9 : 1)]);
            using var answer = await MeetAsync(room);

            var sentence = await answer.RefusedAsync(status);
            sentence.ShouldContain(words);
            sentence.ShouldContain(platform == "daily" ? "Daily" : "Whereby");
            var everything = sentence + answer.Headers;
            everything.ShouldNotContain(Leak);
            everything.ShouldNotContain(service.Key);
        }
    }

    [Fact]
    public async Task Nobody_there_is_a_sentence()
    {
        await using var server = await WherebyFixture.StartServerAsync(
            postgres,
            _whereby,
            new() { ["WHEREBY_API_URL"] = $"http://127.0.0.1:{ClosedPort()}/v1" },
            builder => builder.Services.AddSingleton(Short)
        );
        var room = await OpenedMeeting.CreateRoomAsync(server, "whereby");
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });

        (await answer.RefusedAsync(503)).ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_is_a_sentence()
    {
        await using var server = await WherebyFixture.StartServerAsync(
            postgres,
            _whereby,
            new()
            {
                ["WHEREBY_API_KEY"] = "wrong",
                ["DAILY_API_URL"] = _daily.ApiUrl.ToString(),
                ["DAILY_API_KEY"] = "wrong",
            }
        );
        foreach (var platform in new[] { "whereby", "daily" })
        {
            var room = await OpenedMeeting.CreateRoomAsync(server, platform);
            using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });

            (await answer.RefusedAsync(502)).ShouldContain("key");
        }
    }

    [Fact]
    public async Task A_meeting_is_never_made_twice()
    {
        foreach (var failure in new[] { FakeAnswer.DoneAndBroken, FakeAnswer.Broken, FakeAnswer.Error(500) })
        {
            var room = await OpenedMeeting.CreateRoomAsync(_server, "whereby");
            var before = _whereby.Requests.Count;
            _whereby.Then(failure);
            using var answer = await MeetAsync(room);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

            _whereby.Requests.Count.ShouldBe(before + 1);
        }
    }

    [Fact]
    public async Task What_may_be_repeated_is_repeated()
    {
        var client = _server.Services.GetRequiredService<WherebyClient>();
        var before = _whereby.Requests.Count;
        _whereby.Then(FakeAnswer.Error(500), FakeAnswer.Broken, FakeAnswer.Error(503));

        await client.CheckAsync(CancellationToken.None);

        _whereby.Requests.Count.ShouldBe(before + 4);
    }

    [Fact]
    public async Task A_short_wait_is_waited_for_even_when_a_meeting_is_made()
    {
        var room = await OpenedMeeting.CreateRoomAsync(_server, "daily");
        _daily.Then(
            FakeAnswer.Error(429, """{"error":"rate-limit-error"}"""),
            FakeAnswer.Error(429, """{"data":{"msLeft":20}}""")
        );
        using var answer = await MeetAsync(room);

        await answer.OkAsync();
    }

    [Fact]
    public async Task A_long_wait_is_passed_on()
    {
        var room = await OpenedMeeting.CreateRoomAsync(_server, "whereby");
        _whereby.PointsLeft = 0;
        using var answer = await MeetAsync(room);
        _whereby.PointsLeft = null;

        (await answer.RefusedAsync(503)).ShouldContain("too often");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(39));
    }

    [Fact]
    public async Task A_platform_that_keeps_failing_is_left_alone()
    {
        await using var server = await WherebyFixture.StartServerAsync(
            postgres,
            _whereby,
            configure: builder => builder.Services.AddSingleton(Short with { AttemptsBeforeBreak = 2 })
        );
        var room = await OpenedMeeting.CreateRoomAsync(server, "whereby");
        for (var i = 0; i < 2; i++)
        {
            _whereby.Then(FakeAnswer.Error(500));
            using var failed = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
            await failed.RefusedAsync(503);
        }
        var before = _whereby.Requests.Count;
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });

        (await answer.RefusedAsync(503)).ShouldContain("left alone");
        answer.Headers.RetryAfter.ShouldNotBeNull();
        _whereby.Requests.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_does_not_wait_any_longer_ends_the_call()
    {
        var client = _server.Services.GetRequiredService<WherebyClient>();
        _whereby.Then(FakeAnswer.Silence);
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(() => client.CheckAsync(impatience.Token));
    }

    private async Task<HttpResponseMessage> MeetAsync(string room) =>
        await _server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
