using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Reflector.Fakes;
using Reflector.Fakes.Services;
using Reflector.Fakes.Zulip;
using Reflector.Server.CommandLine.Doctor;
using Reflector.Server.Jobs;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Exports;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;
using Reflector.Server.Zulip;

namespace Reflector.Server.Tests.Zulip;

public sealed class ZulipAutoPostTests(PostgresFixture postgres, MadeRecordings recordings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_transcript_of_a_room_that_asks_for_it_is_posted_when_it_is_ready()
    {
        await using var zulip = await ZulipServer.StartAsync();
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        await using var server = await TestServer.StartAsync(
            postgres,
            new([.. ServerFixture.Recognising(transcription), .. zulip.Settings])
        );
        var id = await RecordedAsync(server, await RoomAsync(server));

        var pipeline = await ProcessAsync(server, id);
        await PostedAsync(server, id);

        ((string)pipeline.Stage("zulip")["state"]!).ShouldBe("done");
        var message = zulip.Messages.ShouldHaveSingleItem();
        (message.Stream, message.Topic).ShouldBe(("general", "Minutes"));
        message.Content.ShouldContain("spoiler Topics");
        message.Content.ShouldContain($"/transcripts/{id})");
    }

    [Theory]
    [InlineData(false, true, "Its room does not post to Zulip.")]
    [InlineData(true, false, "The room posts to Zulip, but Zulip is not set up on this server.")]
    public async Task Otherwise_the_stage_says_why_not(bool wants, bool isSetUp, string note)
    {
        await using var zulip = await ZulipServer.StartAsync();
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        await using var server = await TestServer.StartAsync(
            postgres,
            new([.. ServerFixture.Recognising(transcription), .. isSetUp ? zulip.Settings : []])
        );
        var id = await RecordedAsync(server, await RoomAsync(server, wants));

        var pipeline = await ProcessAsync(server, id);

        ((string)pipeline["state"]!).ShouldBe("done");
        ((string)pipeline.Stage("zulip")["state"]!).ShouldBe("skipped");
        ((string)pipeline.Stage("zulip")["note"]!).ShouldBe(note);
        zulip.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_Zulip_is_down_it_is_tried_again_and_the_reason_is_shown_meanwhile()
    {
        await using var zulip = await ZulipServer.StartAsync();
        await using var server = await TestServer.StartAsync(postgres, zulip.Settings);
        var id = await ExportedMeeting.WriteAsync(server);
        zulip.Then(FakeAnswer.Error(502));

        await RequestAsync(server, id, "general");
        await Eventually.TrueAsync(
            async () => (string?)(await server.GetAsync($"/v1/transcripts/{id}/zulip"))["error"] is not null,
            Patience,
            "the failure is shown"
        );
        var post = await server.GetAsync($"/v1/transcripts/{id}/zulip");
        ((string)post["state"]!).ShouldBe("pending");
        ((string)post["error"]!).ShouldBe("Zulip has a problem of its own; try again in a moment.");

        await PostedAsync(server, id);
        zulip.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_Zulip_refuses_is_not_tried_again()
    {
        await using var zulip = await ZulipServer.StartAsync();
        await using var server = await TestServer.StartAsync(postgres, zulip.Settings);
        var id = await ExportedMeeting.WriteAsync(server);

        await RequestAsync(server, id, "nowhere");

        await Eventually.TrueAsync(
            async () => (string?)(await server.GetAsync($"/v1/transcripts/{id}/zulip"))["state"] == "failed",
            Patience,
            "the refusal is shown"
        );
        zulip.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_doctor_asks_Zulip()
    {
        await using var zulip = await ZulipServer.StartAsync();
        var settings = zulip.Settings;

        (await CheckAsync(settings)).ShouldBe(Finding.Good("takes the bot"));
        (await CheckAsync([])).Health.ShouldBe(Health.Good);
        (await CheckAsync(new() { ["ZULIP_REALM"] = zulip.Realm })).Health.ShouldBe(Health.Warning);
        settings["ZULIP_API_KEY"] = "another";
        (await CheckAsync(settings)).Text.ShouldStartWith("Zulip does not accept this server's bot");
    }

    private static Task<Finding> CheckAsync(Dictionary<string, string?> settings) =>
        ZulipCheck.RunAsync(TestServer.Settings("/tmp", settings), CancellationToken.None);

    private static async Task RequestAsync(TestServer server, string id, string stream)
    {
        var posting = server.Services.GetRequiredService<ZulipPosting>();
        await server.QueryAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            using var jobs = server.Services.GetRequiredService<IScheduler>().Enlist(transaction);
            await posting.RequestAsync(db, id, stream, "Minutes", CancellationToken.None);
            await transaction.CommitAsync();
            return 0;
        });
    }

    private static Task<TimeSpan> PostedAsync(TestServer server, string id) =>
        Eventually.TrueAsync(
            async () => (string?)(await server.GetAsync($"/v1/transcripts/{id}/zulip"))["state"] == "posted",
            Patience,
            "the transcript is posted"
        );

    private async Task<System.Text.Json.Nodes.JsonNode> ProcessAsync(TestServer server, string id)
    {
        using (var upload = await server.UploadAsync(id, recordings.Tones))
            await upload.OkAsync();
        return await server.RunEndedAsync(id);
    }

    private static Task<string> RoomAsync(TestServer server, bool wants = true) =>
        server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = $"room-{Guid.CreateVersion7()}",
                UserId = "local",
                IcsFetchInterval = 300,
                CreatedAt = TimeProvider.System.GetUtcNow(),
                ZulipAutoPost = wants,
                ZulipStream = "general",
                ZulipTopic = "Minutes",
            };
            db.Add(room);
            await db.SaveChangesAsync();
            return room.Id;
        });

    private static Task<string> RecordedAsync(TestServer server, string room) =>
        server.QueryAsync(async db =>
        {
            var transcript = new Transcript
            {
                Id = Guid.CreateVersion7().ToString(),
                UserId = "local",
                Name = "Recorded",
                SourceLanguage = "en",
                TargetLanguage = "en",
                SourceKind = SourceKind.Room,
                RoomId = room,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Add(transcript);
            await db.SaveChangesAsync();
            return transcript.Id;
        });
}
