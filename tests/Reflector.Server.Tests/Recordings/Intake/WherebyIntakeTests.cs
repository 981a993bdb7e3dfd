using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes;
using Reflector.Fakes.Services;
using Reflector.Fakes.Storage;
using Reflector.Server.Hosting;
using Reflector.Server.Meetings;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;
using Reflector.Server.VideoPlatforms.Whereby;
using Reflector.Server.VideoPlatforms.Whereby.Queue;

namespace Reflector.Server.Tests.Recordings.Intake;

/// <summary>What comes through the queue of Whereby's bucket, and what does not.</summary>
public sealed class WherebyIntakeTests(IntakeFixture fixture, MadeRecordings recordings)
    : IClassFixture<IntakeFixture>,
        IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private FaultyFront _front = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _front = await FaultyFront.StartAsync(fixture.S3);
        // Nobody but the test reads the queue.
        _server = await fixture.StartServerAsync(Queued(), roles: ServerRoles.Web);
    }

    [Fact]
    public async Task A_recording_is_told_of_by_the_queue_and_becomes_a_transcript()
    {
        await using var server = await fixture.StartServerAsync(Queued());
        var meeting = await MeetingAsync(server);
        var key = await UploadAsync(meeting, recordings.Tones);

        await _front.SendAsync(S3Event(key));

        var transcript = await TranscriptAsync(server, meeting);
        var run = await server.RunEndedAsync(transcript);
        var finalize = run["stages"]!.AsArray().Single(stage => (string)stage!["name"]! == "finalize")!;
        ((string?)finalize["state"]).ShouldBe("done", run.ToJsonString());
        await Eventually.TrueAsync(
            async () => await _front.CountAsync() == 0,
            TimeSpan.FromSeconds(30),
            "the message is deleted"
        );
    }

    [Theory]
    [InlineData("s3")]
    [InlineData("sns")]
    [InlineData("eventbridge")]
    [InlineData("multipart")]
    public async Task Every_form_of_message_is_understood(string form)
    {
        var meeting = await MeetingAsync(_server);
        var key = await UploadAsync(meeting);
        await _front.SendAsync(
            form switch
            {
                "sns" => JsonSerializer.Serialize(new { Type = "Notification", Message = S3Event(key) }),
                "eventbridge" => JsonSerializer.Serialize(
                    new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["detail-type"] = "Object Created",
                        ["source"] = "aws.s3",
                        ["detail"] = new { bucket = new { name = "reflector" }, @object = new { key, size = 3 } },
                    }
                ),
                "multipart" => S3Event(key, "ObjectCreated:CompleteMultipartUpload"),
                _ => S3Event(key),
            }
        );

        (await ReadAsync()).ShouldBe(1);

        (await CountAsync(meeting)).ShouldBe((1, 1));
        (await _front.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_comes_twice_makes_one_recording()
    {
        var meeting = await MeetingAsync(_server);
        var key = await UploadAsync(meeting);
        await _front.SendAsync(S3Event(key));
        await _front.SendAsync(S3Event(key));
        await _front.SendAsync(S3Event(key));

        await ReadAsync();
        await ScanAsync();

        (await CountAsync(meeting)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_tells_of_no_recording_goes_without_a_word()
    {
        await _front.SendAsync(
            """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-20T06:04:27.405Z","Bucket":"reflector"}"""
        );
        await _front.SendAsync(S3Event("whereby/room-2026-11-20T12:00:00Z.mp4", "ObjectRemoved:Delete"));
        await _front.SendAsync(S3Event("whereby/room-2026-11-20T12:00:00Z.vtt"));
        await _front.SendAsync("""{"Records":[]}""");

        (await ReadAsync()).ShouldBe(4);

        (await _front.CountAsync()).ShouldBe(0);
        (await AsideAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nonsense", "It is no message of a bucket.")]
    [InlineData("[1]", "It is no message of a bucket.")]
    [InlineData("""{"Records":[{"eventName":7}]}""", "It is no message of a bucket.")]
    [InlineData("""{"Records":[{"eventName":"ObjectCreated:Put","s3":{}}]}""", "It is no message of a bucket.")]
    public async Task Garbage_is_set_aside_for_administrators(string body, string reason)
    {
        await _front.SendAsync(body);
        await ReadAsync();
        (await AsideAsync()).Single().ShouldBe((body, reason));
        (await _front.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_does_not_parse_and_a_bucket_of_others_are_set_aside()
    {
        await _front.SendAsync(S3Event("whereby/movie.mp4"));
        await _front.SendAsync(S3Event("elsewhere/room-2026-11-20T12:00:00Z.mp4"));

        await ReadAsync();

        (await AsideAsync())
            .Select(message => message.Reason)
            .ShouldBe(
                [
                    "The file's name does not say which room it was recorded in, and when.",
                    "It is about another bucket or folder than the one that is set.",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_message_that_fails_again_and_again_is_counted_and_set_aside()
    {
        _front.IsImpatient = true;
        // The database takes no such text.
        await _front.SendAsync(S3Event("whereby/a%00b-2026-11-20T12:00:00Z.mp4", isEncoded: true));

        for (var i = 1; i < RecordingQueue.MostReceipts; i++)
        {
            (await ReadAsync()).ShouldBe(1);
            (await AsideAsync()).ShouldBeEmpty();
        }
        await ReadAsync();

        (await AsideAsync()).Single().Reason.ShouldStartWith("It could not be taken in");
        (await _front.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_waited_for_and_not_forgotten()
    {
        var meeting = await MeetingAsync(_server);
        var key = Key(meeting);
        await _front.SendAsync(S3Event(key));
        await ReadAsync();

        (await _front.CountAsync()).ShouldBe(0);
        (await CountAsync(meeting)).ShouldBe((0, 0));
        var trouble = await _server.GetAsync("/v1/recordings/arrivals");
        var waiting = trouble["waiting"]!.AsArray().Single()!;
        ((string)waiting["error"]!).ShouldBe("The recording is not in the platform's bucket.");
        ((int)waiting["attempts"]!).ShouldBe(1);

        await UploadAsync(meeting);
        await DueAsync();
        (await CountAsync(meeting)).ShouldBe((1, 1));
        (await _server.GetAsync("/v1/recordings/arrivals"))["waiting"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bucket_that_lets_nobody_in_is_tried_again()
    {
        var settings = Queued();
        settings["WHEREBY_STORAGE_AWS_ENDPOINT_URL"] = _front.Address.ToString();
        await using var server = await fixture.StartServerAsync(settings, roles: ServerRoles.Web);
        var meeting = await MeetingAsync(server);
        await _front.SendAsync(S3Event(await UploadAsync(meeting)));
        _front.Then(FakeAnswer.Error(403));
        // The first answer is the queue's own.
        await Should.ThrowAsync<QueueException>(() => ReadAsync(server));

        var told = WherebyRecordings.Of(Key(meeting)["whereby/".Length..])!;
        _front.IsClosed = true;
        await server.Services.GetRequiredService<RecordingArrivals>().TellAsync(told, CancellationToken.None);
        await server.Services.GetRequiredService<WherebyBucketScan>().ScanAsync(CancellationToken.None);
        var trouble = await server.GetAsync("/v1/recordings/arrivals");
        ((string)trouble["waiting"]!.AsArray().Single()!["error"]!).ShouldBe(
            "The object storage does not let this server in, or not do this."
        );

        _front.IsClosed = false;
        await DueAsync(server);
        (await CountAsync(meeting, server)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_queue_that_fails_is_asked_again_and_nothing_is_lost()
    {
        var meeting = await MeetingAsync(_server);
        await _front.SendAsync(S3Event(await UploadAsync(meeting)));
        foreach (
            var (fault, sentence) in new[]
            {
                (FakeAnswer.Error(500), "The queue of recordings answered 500."),
                (FakeAnswer.Error(403), "The queue of recordings does not let this server in: check its access key."),
                (
                    FakeAnswer.Error(400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no"}"""),
                    "There is no such queue of recordings: check AWS_PROCESS_RECORDING_QUEUE_URL."
                ),
                (
                    FakeAnswer.Error(400, """{"__type":"OverLimit"}"""),
                    "The queue of recordings answered 400 OverLimit."
                ),
                (FakeAnswer.Html(), "The queue of recordings answered something that is no message."),
                (FakeAnswer.Raw("[]"), "The queue of recordings answered something that is no message."),
                (FakeAnswer.Broken, "The queue of recordings cannot be reached."),
            }
        )
        {
            _front.Then(fault);
            (await Should.ThrowAsync<QueueException>(() => ReadAsync())).Message.ShouldBe(sentence);
        }

        (await ReadAsync()).ShouldBe(1);
        (await CountAsync(meeting)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_no_message_told_of_is_found_in_the_bucket()
    {
        var meeting = await MeetingAsync(_server);
        await UploadAsync(meeting);
        await ScanAsync();
        (await CountAsync(meeting)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_was_deleted_never_comes_back()
    {
        var meeting = await MeetingAsync(_server);
        var key = await UploadAsync(meeting);
        await ScanAsync();
        var transcript = await TranscriptAsync(_server, meeting);
        using var deleted = await _server.Client.DeleteAsync($"/v1/transcripts/{transcript}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);

        await ScanAsync();
        await _front.SendAsync(S3Event(key));
        await ReadAsync();

        (await CountAsync(meeting)).ShouldBe((0, 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _front.DisposeAsync();
    }

    private Dictionary<string, string?> Queued() =>
        new(StringComparer.Ordinal)
        {
            ["AWS_PROCESS_RECORDING_QUEUE_URL"] = _front.Queue,
            ["SQS_POLLING_TIMEOUT_SECONDS"] = "1",
        };

    private Task<int> ReadAsync(TestServer? server = null) =>
        (server ?? _server)
            .Services.GetRequiredService<RecordingQueue>()
            .ReadAsync(TimeSpan.Zero, CancellationToken.None);

    private Task ScanAsync() =>
        _server.Services.GetRequiredService<WherebyBucketScan>().ScanAsync(CancellationToken.None);

    /// <summary>Tries what waits, as if its time had come.</summary>
    private async Task DueAsync(TestServer? server = null)
    {
        server ??= _server;
        await server.QueryAsync(db =>
            db.RecordingArrivals.ExecuteUpdateAsync(row =>
                row.SetProperty(arrival => arrival.NextAttemptAt, DateTimeOffset.UnixEpoch)
            )
        );
        await server.Services.GetRequiredService<RecordingArrivals>().TakeInDueAsync(CancellationToken.None);
    }

    private static string Key(Meeting meeting) => $"whereby/{meeting.RoomName.TrimStart('/')}-2026-11-20T12:00:00Z.mp4";

    private async Task<string> UploadAsync(Meeting meeting, byte[]? content = null)
    {
        await fixture.Bucket.PutAsync(Key(meeting), new MemoryStream(content ?? [1, 2, 3]));
        return Key(meeting);
    }

    private static string S3Event(string key, string name = "ObjectCreated:Put", bool isEncoded = false) =>
        JsonSerializer.Serialize(
            new
            {
                Records = new[]
                {
                    new
                    {
                        eventName = name,
                        s3 = new
                        {
                            bucket = new { name = "reflector" },
                            @object = new { key = isEncoded ? key : WebUtility.UrlEncode(key), size = 3 },
                        },
                    },
                },
            }
        );

    private static Task<Meeting> MeetingAsync(TestServer server) =>
        server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = $"room-{Guid.CreateVersion7()}",
                UserId = "local",
                IcsFetchInterval = 300,
                CreatedAt = Noon,
            };
            var meeting = new Meeting
            {
                Id = Guid.CreateVersion7().ToString(),
                RoomName = $"/{room.Name}{Guid.CreateVersion7()}",
                RoomUrl = "https://example.whereby.com/x",
                HostRoomUrl = "https://example.whereby.com/x",
                StartDate = Noon.AddMinutes(-3),
                EndDate = Noon.AddHours(8),
                RoomId = room.Id,
                IsLocked = false,
                RoomMode = RoomMode.Normal,
                RecordingType = RecordingType.Cloud,
                RecordingTrigger = RecordingTrigger.Automatic2ndParticipant,
                SkipConsent = false,
                Platform = "whereby",
            };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            db.Meetings.Add(meeting);
            await db.SaveChangesAsync();
            return meeting;
        });

    private async Task<(int Recordings, int Transcripts)> CountAsync(Meeting meeting, TestServer? server = null) =>
        await (server ?? _server).QueryAsync(async db =>
            (
                await db.Recordings.CountAsync(recording => recording.MeetingId == meeting.Id),
                await db.Transcripts.CountAsync(transcript => transcript.MeetingId == meeting.Id)
            )
        );

    private static async Task<string> TranscriptAsync(TestServer server, Meeting meeting)
    {
        Transcript? transcript = null;
        await Eventually.TrueAsync(
            async () =>
                (
                    transcript = await server.QueryAsync(db =>
                        db.Transcripts.AsNoTracking().SingleOrDefaultAsync(item => item.MeetingId == meeting.Id)
                    )
                )
                    is not null,
            TimeSpan.FromSeconds(30),
            "there is a transcript"
        );
        return transcript!.Id;
    }

    private Task<List<(string Body, string Reason)>> AsideAsync() =>
        _server.QueryAsync(async db =>
            (await db.SetAsideMessages.ToListAsync()).ConvertAll(message => (message.Body, message.Reason))
        );
}
