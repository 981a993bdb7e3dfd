using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Services;
using Reflector.Fakes.Zulip;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Exports;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms.Http;

namespace Reflector.Server.Tests.Zulip;

public sealed class ZulipEndpointsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Posted = "?stream=general&topic=Meetings&include_topics=true";

    private TestServer _server = null!;
    private ZulipServer _zulip = null!;

    public async ValueTask InitializeAsync()
    {
        _zulip = await ZulipServer.StartAsync();
        _server = await TestServer.StartAsync(
            postgres,
            _zulip.Settings,
            configure: builder =>
                builder.Services.AddSingleton(
                    new PlatformCallLimits { Total = TimeSpan.FromSeconds(2), Delay = TimeSpan.FromMilliseconds(10) }
                )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _zulip.DisposeAsync();
    }

    [Fact]
    public async Task Streams_and_topics_are_listed()
    {
        await PostAsync(await ExportedMeeting.WriteAsync(_server));

        var streams = await _server.GetAsync("/v1/zulip/streams");
        var topics = await _server.GetAsync("/v1/zulip/streams/1/topics");

        streams
            .ToJsonString()
            .ShouldBe(
                """[{"stream_id":2,"name":"engineering"},{"stream_id":1,"name":"general"},{"stream_id":3,"name":"minutes \u0026 notes"}]"""
            );
        topics.ToJsonString().ShouldBe("""[{"name":"Meetings"}]""");
    }

    [Fact]
    public async Task A_transcript_is_posted_once_and_then_changed()
    {
        var id = await ExportedMeeting.WriteAsync(_server);

        await PostAsync(id);
        await PostAsync(id);

        var message = _zulip.Messages.ShouldHaveSingleItem();
        (message.Stream, message.Topic, message.Edits).ShouldBe(("general", "Meetings", 1));
        message.Content.ShouldContain("# Reflector – Budget meeting");
        message.Content.ShouldContain($"/transcripts/{id})");
        message.Content.ShouldContain("2. [61:01] Topic 1");
        var post = await _server.GetAsync($"/v1/transcripts/{id}/zulip");
        ((string)post["state"]!).ShouldBe("posted");
        ((string)post["stream"]!).ShouldBe("general");
        post["error"].ShouldBeNull();
    }

    [Fact]
    public async Task Names_with_signs_of_their_own_reach_Zulip_as_they_are()
    {
        var id = await ExportedMeeting.WriteAsync(_server);

        await PostAsync(id, "?stream=minutes%20%26%20notes&topic=%23a%3Db%26c%2Bd%20%22e%22&include_topics=false");

        var message = _zulip.Messages.ShouldHaveSingleItem();
        (message.Stream, message.Topic).ShouldBe(("minutes & notes", "#a=b&c+d \"e\""));
    }

    [Fact]
    public async Task A_message_that_was_deleted_is_posted_anew()
    {
        var id = await ExportedMeeting.WriteAsync(_server);
        await PostAsync(id);
        _zulip.Delete(_zulip.Messages[0].Id);

        await PostAsync(id);
        await PostAsync(id);

        _zulip.Messages.ShouldHaveSingleItem().Edits.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_may_no_longer_be_changed_is_posted_anew()
    {
        var id = await ExportedMeeting.WriteAsync(_server);
        await PostAsync(id);
        _zulip.RefusesEdits = true;

        await PostAsync(id);

        _zulip.Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_stream_has_a_message_of_its_own()
    {
        var id = await ExportedMeeting.WriteAsync(_server);
        await PostAsync(id);

        await PostAsync(id, "?stream=engineering&topic=Meetings&include_topics=true");

        _zulip.Messages.Select(message => message.Stream).ShouldBe(["general", "engineering"]);
    }

    [Fact]
    public async Task An_unknown_stream_is_said_and_remembered()
    {
        var id = await ExportedMeeting.WriteAsync(_server);

        using var answer = await _server.Client.PostAsync(
            $"/v1/transcripts/{id}/zulip?stream=nowhere&topic=x&include_topics=true",
            null
        );

        (await answer.RefusedAsync(502)).ShouldBe("Zulip has no stream of that name that the bot can see.");
        var post = await _server.GetAsync($"/v1/transcripts/{id}/zulip");
        ((string)post["state"]!).ShouldBe("failed");
        ((string)post["error"]!).ShouldBe("Zulip has no stream of that name that the bot can see.");
    }

    [Fact]
    public async Task A_pause_that_Zulip_asks_for_is_kept()
    {
        var id = await ExportedMeeting.WriteAsync(_server);
        _zulip.Then(ZulipServer.TooMany(0.9));

        await PostAsync(id);

        _zulip.Requests.Count.ShouldBe(2);
        _zulip.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_failure_is_a_sentence_and_no_message_is_doubled()
    {
        var id = await ExportedMeeting.WriteAsync(_server);
        foreach (
            var (answer, status, sentence) in new[]
            {
                (FakeAnswer.Error(500), 503, "Zulip has a problem of its own; try again in a moment."),
                (FakeAnswer.Error(503), 503, "Zulip has a problem of its own; try again in a moment."),
                (ZulipServer.TooMany(600), 503, "Zulip is being asked too often; try again in a moment."),
                (FakeAnswer.Silence, 503, "Zulip did not answer in time; try again in a moment."),
                (FakeAnswer.Broken, 503, "The connection to Zulip broke; try again in a moment."),
                (FakeAnswer.Html(), 502, "Zulip answered something that this server does not understand."),
                (
                    FakeAnswer.Redirect("http://127.0.0.1:1/"),
                    502,
                    "Zulip answered from another address than the one that is set; an administrator should check it."
                ),
                (
                    FakeAnswer.Error(401, """{"code":"INVALID_API_KEY","msg":"Invalid API key","result":"error"}"""),
                    502,
                    "Zulip does not accept this server's bot; an administrator should check its address and key."
                ),
                (
                    FakeAnswer.Error(
                        400,
                        """{"code":"BAD_REQUEST","msg":"Not authorized to send to channel","result":"error"}"""
                    ),
                    502,
                    "Zulip refused: Not authorized to send to channel"
                ),
            }
        )
        {
            _zulip.Then(answer);
            using var response = await _server.Client.PostAsync($"/v1/transcripts/{id}/zulip{Posted}", null);
            (await response.RefusedAsync(status)).ShouldBe(sentence);
        }
        _zulip.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_at_once_post_one_message()
    {
        var id = await ExportedMeeting.WriteAsync(_server);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(id)));

        _zulip.Messages.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("?stream=&topic=x&include_topics=true", "query.stream")]
    [InlineData("?stream=a&topic=%20&include_topics=true", "query.topic")]
    [InlineData("?stream=a%00&topic=x&include_topics=true", "query.stream")]
    [InlineData("?stream=a&topic=x&include_topics=perhaps", "query.include_topics")]
    [InlineData("?stream=a&topic=x", "query.include_topics")]
    [InlineData("", "query.stream")]
    public async Task What_is_missing_or_wrong_is_named(string query, string place)
    {
        var id = await ExportedMeeting.WriteAsync(_server);

        using var answer = await _server.Client.PostAsync($"/v1/transcripts/{id}/zulip{query}", null);

        (await answer.InvalidAsync()).ShouldBe(place);
        _zulip.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_without_an_account_sees_no_streams_and_posts_nothing()
    {
        var id = await ExportedMeeting.WriteAsync(_server);
        using var anonymous = _server.ClientOf(HeaderCallerSource.Anonymous);

        using var streams = await anonymous.GetAsync("/v1/zulip/streams");
        using var topics = await anonymous.GetAsync("/v1/zulip/streams/1/topics");
        using var post = await anonymous.PostAsync($"/v1/transcripts/{id}/zulip{Posted}", null);

        (await streams.RefusedAsync(403)).ShouldBe("Authentication required");
        await topics.RefusedAsync(403);
        ((int)post.StatusCode).ShouldBeOneOf(401, 403);
        _zulip.Requests.ShouldBeEmpty();
    }

    private async Task PostAsync(string id, string query = Posted)
    {
        using var answer = await _server.Client.PostAsync($"/v1/transcripts/{id}/zulip{query}", null);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("null");
    }
}
