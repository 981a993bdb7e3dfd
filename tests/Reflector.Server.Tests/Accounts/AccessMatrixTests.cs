using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Accounts;
using Reflector.Server.Meetings;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Accounts;

/// <summary>
/// Every endpoint of the server × everybody who may call it, signed in as people and programs really are. An endpoint
/// that is not in the table fails the test: add its line.
/// </summary>
public sealed class AccessMatrixTests(PostgresFixture postgres)
{
    private static readonly string[] Callers =
    [
        "anonymous",
        "other",
        "owner",
        "administrator",
        "read key",
        "write key",
    ];

    /// <summary>
    /// Answers to: anonymous, another user, the owner of the private transcript and the unshared room, an
    /// administrator, a program with the owner's key for reading, and one for writing.
    /// </summary>
    private static readonly Dictionary<string, Row> Table = new(StringComparer.Ordinal)
    {
        ["GET /health"] = new("200 200 200 200 200 200"),
        ["GET /openapi.json"] = new("200 200 200 200 200 200"),
        // Accounts
        ["GET /v1/me"] = new("200 200 200 200 200 200"),
        ["GET /v1/auth/"] = new("200 200 200 200 200 200"),
        ["POST /v1/auth/sign-in"] = new("401 401 401 401 403 401", Body: _ => new { email = "x", password = "y" }),
        ["POST /v1/auth/sign-out"] = new("200 200 200 200 403 200", IsFinal: true),
        ["POST /v1/auth/sign-out-everywhere"] = new("401 200 200 200 403 200", IsFinal: true),
        ["POST /v1/auth/links/read"] = new("404 404 404 404 403 404", Body: _ => new { token = "x" }),
        ["POST /v1/auth/links/accept"] = new(
            "404 404 404 404 403 404",
            Body: _ => new { token = "x", password = AccountServer.Password }
        ),
        ["GET /v1/auth/oidc/start"] = new("404 404 404 404 404 404"),
        ["PATCH /v1/user"] = new("401 200 200 200 403 200", Body: _ => new { name = "New name" }),
        ["POST /v1/user/password"] = new(
            "401 400 400 400 403 400",
            Body: _ => new { current_password = "wrong", new_password = AccountServer.Password }
        ),
        ["GET /v1/user/api-keys/"] = new("401 200 200 200 200 200"),
        ["POST /v1/user/api-keys/"] = new("401 200 200 200 403 200", Body: _ => new { name = "Another" }),
        ["DELETE /v1/user/api-keys/{key_id}"] = new("401 404 200 404 403 200"),
        ["GET /v1/users/"] = new("401 403 403 200 403 403"),
        ["PATCH /v1/users/{user_id}"] = new("401 403 403 200 403 403", Body: _ => new { is_administrator = false }),
        ["DELETE /v1/users/{user_id}"] = new("401 403 403 200 403 403"),
        ["POST /v1/users/{user_id}/reset-link"] = new("401 403 403 200 403 403"),
        ["GET /v1/users/invitations"] = new("401 403 403 200 403 403"),
        ["POST /v1/users/invitations"] = new("401 403 403 200 403 403", Body: _ => new { }),
        ["DELETE /v1/users/invitations/{invitation_id}"] = new("401 403 403 404 403 403"),
        // Transcripts
        ["GET /v1/transcripts/"] = new("401 200 200 200 200 200"),
        ["GET /v1/transcripts/search"] = new("401 200 200 200 200 200", Query: "?q=hello"),
        ["POST /v1/transcripts/"] = new("401 200 200 200 403 200", Body: _ => new { name = "A meeting" }),
        ["GET /v1/transcripts/{transcript_id}"] = Transcript("200"),
        ["PATCH /v1/transcripts/{transcript_id}"] = new("401 403 200 403 403 200", Body: _ => new { title = "Mine" }),
        ["DELETE /v1/transcripts/{transcript_id}"] = new("401 403 200 403 403 200"),
        ["GET /v1/transcripts/{transcript_id}/topics"] = Transcript("200"),
        ["GET /v1/transcripts/{transcript_id}/topics/with-words"] = Transcript("200"),
        ["GET /v1/transcripts/{transcript_id}/topics/{topic_id}/words-per-speaker"] = Transcript("200"),
        ["GET /v1/transcripts/{transcript_id}/moments"] = Transcript("200") with { Query = "?q=hello" },
        ["GET /v1/transcripts/{transcript_id}/audio/mp3"] = Transcript("404"),
        ["HEAD /v1/transcripts/{transcript_id}/audio/mp3"] = Transcript("404"),
        ["POST /v1/transcripts/{transcript_id}/audio/link"] = new("403 403 200 403 403 200"),
        ["GET /v1/transcripts/{transcript_id}/audio/waveform"] = Transcript("404"),
        ["GET /v1/transcripts/{transcript_id}/events"] = Transcript("426"),
        ["GET /v1/transcripts/{transcript_id}/pipeline"] = Transcript("404"),
        ["POST /v1/transcripts/{transcript_id}/process"] = new("403 403 400 403 403 400"),
        ["POST /v1/transcripts/{transcript_id}/record/upload/"] = new(
            "403 403 200 403 403 200",
            Body: _ => new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "chunk", "meeting.wav" } },
            Query: "?chunk_number=0&total_chunks=2"
        ),
        ["GET /v1/transcripts/{transcript_id}/record/upload/"] = Transcript("200"),
        ["DELETE /v1/transcripts/{transcript_id}/record/upload/"] = new("403 403 200 403 403 200"),
        // Summaries
        ["GET /v1/summary-options"] = new("401 200 200 200 200 200"),
        ["GET /v1/transcripts/{transcript_id}/summaries/"] = new("401 403 200 403 200 200"),
        ["POST /v1/transcripts/{transcript_id}/summaries/"] = new(
            "401 403 200 403 403 200",
            Body: _ => new { template = "decisions" }
        ),
        ["GET /v1/transcripts/{transcript_id}/summaries/{number:int}"] = new("401 403 404 403 404 404"),
        ["POST /v1/transcripts/{transcript_id}/summaries/{number:int}/restore"] = new("401 403 404 403 403 404"),
        // Corrections
        ["GET /v1/transcripts/{transcript_id}/participants"] = Transcript("200"),
        ["GET /v1/transcripts/{transcript_id}/participants/{participant_id}"] = Transcript("200"),
        ["GET /v1/transcripts/{transcript_id}/participants/suggestions"] = new("401 403 200 403 200 200"),
        ["POST /v1/transcripts/{transcript_id}/participants"] = Correction(_ => new { name = "Bo" }),
        ["PATCH /v1/transcripts/{transcript_id}/participants/{participant_id}"] = Correction(_ => new { name = "Bo" }),
        ["DELETE /v1/transcripts/{transcript_id}/participants/{participant_id}"] = Correction(),
        ["PATCH /v1/transcripts/{transcript_id}/speaker/assign"] = Correction(_ => new
        {
            speaker = 1,
            timestamp_from = 0,
            timestamp_to = 1,
        }),
        ["PATCH /v1/transcripts/{transcript_id}/speaker/merge"] = Correction(_ => new
        {
            speaker_from = 0,
            speaker_to = 1,
        }),
        ["PATCH /v1/transcripts/{transcript_id}/topics/{topic_id}/words"] = Correction(_ => new
        {
            first = 0,
            count = 1,
            text = "Hi.",
        }),
        ["PATCH /v1/transcripts/{transcript_id}/topics/{topic_id}/words/speaker"] = Correction(_ => new
        {
            first = 0,
            count = 1,
            speaker = 1,
        }),
        ["GET /v1/transcripts/{transcript_id}/edits"] = new("401 403 200 403 200 200"),
        ["POST /v1/transcripts/{transcript_id}/edits/{version}/undo"] = new("401 403 404 403 403 404"),
        ["POST /v1/transcripts/{transcript_id}/edits/{version}/rollback"] = new("401 403 404 403 403 404"),
        // The list of transcripts
        ["GET /v1/events"] = new("401 426 426 426 426 426"),
        ["POST /v1/transcripts/bulk"] = new(
            "401 200 200 200 403 200",
            Body: _ => new { action = "review", ids = new[] { "none" } }
        ),
        ["GET /v1/user/filters/"] = new("401 200 200 200 200 200"),
        ["POST /v1/user/filters/"] = new(
            "401 200 200 200 403 200",
            Body: _ => new { name = World.NewName, query = new { q = "plan" } }
        ),
        ["PATCH /v1/user/filters/{filter_id}"] = new(
            "401 404 200 404 403 200",
            Body: _ => new { name = World.NewName }
        ),
        ["DELETE /v1/user/filters/{filter_id}"] = new("401 404 200 404 403 200"),
        ["GET /v1/statistics"] = new("401 200 200 200 200 200"),
        ["POST /v1/transcripts/{transcript_id}/ask"] = new(
            "401 403 200 403 403 200",
            Body: _ => new { question = "Who said hello?" }
        ),
        ["POST /v1/ask"] = new("401 200 200 200 403 200", Body: _ => new { question = "Who said hello?" }),
        // Exports; those of several are of ids in the request, see ArchiveExportTests.
        ["GET /v1/transcripts/{transcript_id}/export"] = Transcript("200") with
        {
            Query = "?format=text",
        },
        ["GET /v1/transcripts/export"] = new("404 404 404 404 404 404", Query: "?ids=none"),
        ["POST /v1/transcripts/export"] = new("404 404 404 404 403 404", Body: _ => new { ids = new[] { "none" } }),
        // Zulip, which is not set up here
        ["GET /v1/zulip/streams"] = new("403 404 404 404 404 404"),
        ["GET /v1/zulip/streams/{stream_id:int}/topics"] = new("403 404 404 404 404 404"),
        ["GET /v1/transcripts/{transcript_id}/zulip/"] = new("401 403 200 403 200 200"),
        ["POST /v1/transcripts/{transcript_id}/zulip/"] = new(
            "401 403 404 403 403 404",
            Query: "?stream=a&topic=b&include_topics=true"
        ),
        // Recordings
        ["GET /v1/files/{**key}"] = new("401 401 401 401 401 401"),
        ["HEAD /v1/files/{**key}"] = new("401 401 401 401 401 401"),
        // Deletion
        ["GET /v1/transcripts/{transcript_id}/deletions"] = new("401 403 200 403 200 200"),
        ["GET /v1/deletions"] = new("401 403 403 200 403 403"),
        ["GET /v1/retention/preview"] = new("401 200 200 200 200 200"),
        ["GET /v1/audit"] = new("401 403 403 200 403 403"),
        // Rooms and meetings
        ["GET /v1/platforms"] = new("401 200 200 200 200 200"),
        ["GET /v1/rooms/"] = new("401 200 200 200 200 200"),
        ["POST /v1/rooms/"] = new("401 200 200 200 403 200", Body: _ => new { name = World.NewName }),
        ["GET /v1/rooms/{room_id}"] = new("403 403 200 200 200 200"),
        ["GET /v1/rooms/name/{room_name}"] = new("200 200 200 200 200 200"),
        ["PATCH /v1/rooms/{room_id}"] = new("401 403 200 200 403 200", Body: _ => new { is_locked = true }),
        ["DELETE /v1/rooms/{room_id}"] = new("401 403 200 200 403 200"),
        ["POST /v1/rooms/{room_id}/webhook/test"] = new("401 403 200 403 403 200"),
        ["POST /v1/rooms/{room_name}/meeting"] = new("200 200 200 200 403 200", Body: _ => new { }),
        ["GET /v1/rooms/{room_name}/meetings"] = new("200 200 200 200 200 200"),
        ["GET /v1/rooms/{room_name}/meetings/upcoming"] = new("200 200 200 200 200 200"),
        ["POST /v1/whereby"] = new("401 401 401 401 403 401"),
        ["POST /v1/daily/webhook"] = new("401 401 401 401 403 401"),
        ["GET /v1/rooms/{room_name}/meetings/recent"] = new("401 403 200 200 200 200"),
        ["GET /v1/rooms/{room_name}/meetings/active"] = new("200 200 200 200 200 200"),
        ["GET /v1/rooms/{room_name}/meetings/{meeting_id}"] = new("200 200 200 200 200 200"),
        ["POST /v1/rooms/{room_name}/meetings/{meeting_id}/join"] = new("200 200 200 200 403 200"),
        ["POST /v1/meetings/{meeting_id}/consent"] = new(
            "200 200 200 200 403 200",
            Body: _ => new { consent_given = true }
        ),
        ["GET /v1/meetings/{meeting_id}/consent"] = new("401 200 200 200 200 200"),
        ["GET /v1/meetings/{meeting_id}/consents"] = new("401 403 200 200 200 200"),
        // The meeting is on a platform whose recordings are not started from here.
        ["POST /v1/meetings/{meeting_id}/recordings/start"] = new(
            "401 400 400 400 403 400",
            Body: _ => new { type = "cloud" }
        ),
        ["GET /v1/meetings/{meeting_id}/recordings"] = new("403 403 200 403 200 200"),
        ["GET /v1/meetings/{meeting_id}/cloud-recording"] = new("403 403 404 403 404 404"),
        ["GET /v1/recordings/unmatched"] = new("401 403 403 200 403 403"),
        ["GET /v1/recordings/arrivals"] = new("401 403 403 200 403 403"),
        ["GET /v1/recordings/{recording_id}/candidates"] = new("401 403 403 404 403 403"),
        ["POST /v1/recordings/{recording_id}/match"] = new(
            "401 403 403 404 403 403",
            Body: _ => new { meeting_id = "none" }
        ),
        ["PATCH /v1/meetings/{meeting_id}/deactivate"] = new("401 403 200 200 403 200"),
        ["DELETE /v1/meetings/{meeting_id}"] = new("401 403 200 200 403 200"),
    };

    [Fact]
    public async Task Every_endpoint_answers_everybody_as_the_table_says()
    {
        await using var server = await AccountServer.StartAsync(
            postgres,
            new() { ["DEFAULT_VIDEO_PLATFORM"] = "mock" }
        );
        var endpoints = Endpoints(server).ToList();
        endpoints.Except(Table.Keys).ShouldBeEmpty("These have no line in the table");
        Table.Keys.Except(endpoints).ShouldBeEmpty("These do not exist");
        var world = await World.CreateAsync(server);
        var wrong = new List<string>();

        foreach (var endpoint in endpoints)
        {
            var row = Table[endpoint];
            var expected = row.Answers.Split(' ').Select(int.Parse).ToList();
            foreach (var (caller, index) in Callers.Select((caller, index) => (caller, index)))
            {
                if (row.IsFinal)
                    world = await World.CreateAsync(server);
                using var request = await world.RequestAsync(endpoint, row);
                using var answer = await world.Clients[caller].SendAsync(request);
                if ((int)answer.StatusCode != expected[index])
                    wrong.Add(
                        $"{endpoint}, {caller}: {(int)answer.StatusCode}, not {expected[index]}: {await answer.Content.ReadAsStringAsync()}"
                    );
            }
            if (row.IsFinal)
                world = await World.CreateAsync(server);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_public_mode_anybody_may_list_and_create_and_sees_no_more_than_what_is_public()
    {
        await using var server = await AccountServer.StartAsync(postgres, new() { ["PUBLIC_MODE"] = "true" });
        var owner = await server.JoinAsync("owner@example.org");
        var mine = new Dictionary<ShareMode, string>();
        foreach (var share in Enum.GetValues<ShareMode>())
            mine[share] = await server.Server.WriteTranscriptAsync([], [], owner.Id, share);
        var browser = server.Browser();

        var made = await server.Server.CreateTranscriptAsync("Nobody's", browser);

        var listed = (await server.Server.GetAsync("/v1/transcripts", browser))["items"]!.AsArray();
        listed.Select(item => (string)item!["id"]!).ShouldBe([made, mine[ShareMode.Public]], ignoreOrder: true);
        using var change = await browser.PatchAsJsonAsync($"/v1/transcripts/{made}", new { title = "x" });
        await change.RefusedAsync(401);
    }

    [Fact]
    public async Task What_was_recorded_in_a_shared_room_is_listed_for_all_unless_it_is_private()
    {
        await using var server = await AccountServer.StartAsync(postgres);
        var owner = await server.JoinAsync("owner@example.org");
        var other = await server.JoinAsync("other@example.org");
        var seen = new List<string>();
        foreach (var isShared in new[] { true, false })
        {
            var room = await RoomAsync(server, owner.Id, isShared);
            foreach (var share in Enum.GetValues<ShareMode>())
            {
                var id = await TranscriptAsync(server, owner.Id, room.Id, share);
                if (isShared && share is not ShareMode.Private)
                    seen.Add(id);
            }
        }

        var listed = (await server.Server.GetAsync("/v1/transcripts", other.Browser))["items"]!.AsArray();

        listed.Select(item => (string)item!["id"]!).ShouldBe(seen, ignoreOrder: true);
        foreach (var id in seen)
            (await server.Server.GetAsync($"/v1/transcripts/{id}", other.Browser))["id"]!.ToString().ShouldBe(id);
    }

    private static Row Correction(Func<World, object>? body = null) => new("401 403 200 403 403 200", body);

    private static Row Transcript(string owner) => new($"403 403 {owner} 403 {owner} {owner}");

    private static IEnumerable<string> Endpoints(AccountServer server) =>
        server
            .Server.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                endpoint
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}")
            )
            .Distinct();

    private static Task<Room> RoomAsync(AccountServer server, string owner, bool isShared = false) =>
        server.Server.QueryAsync(async db =>
        {
            var room = new Room
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = $"room-{Guid.CreateVersion7()}",
                UserId = owner,
                IsShared = isShared,
                IcsFetchInterval = 300,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            db.Rooms.Add(room);
            await db.SaveChangesAsync();
            return room;
        });

    private static async Task<string> TranscriptAsync(AccountServer server, string owner, string room, ShareMode share)
    {
        var transcript = new Transcript
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = owner,
            Name = "Recorded",
            SourceLanguage = "en",
            TargetLanguage = "en",
            SourceKind = SourceKind.Room,
            ShareMode = share,
            RoomId = room,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        await server.Server.QueryAsync(async db =>
        {
            db.Add(transcript);
            return await db.SaveChangesAsync();
        });
        return transcript.Id;
    }

    /// <param name="Answers">One status for each of the callers.</param>
    /// <param name="Body">What is sent: content, or what becomes JSON.</param>
    /// <param name="Query">Behind the path.</param>
    /// <param name="IsFinal">It ends the caller's session: everybody signs in anew for it.</param>
    private sealed record Row(
        string Answers,
        Func<World, object>? Body = null,
        bool IsFinal = false,
        string Query = ""
    );

    /// <summary>People, and for each request things of their own to do it with.</summary>
    private sealed record World(AccountServer Server, Person Owner, Dictionary<string, HttpClient> Clients)
    {
        public static string NewName => $"room-{Guid.CreateVersion7()}";

        public static async Task<World> CreateAsync(AccountServer server)
        {
            var tag = Guid.CreateVersion7();
            var owner = await server.JoinAsync($"owner-{tag}@example.org");
            var other = await server.JoinAsync($"other-{tag}@example.org");
            var administrator = await server.JoinAsync($"administrator-{tag}@example.org", isAdministrator: true);
            return new(
                server,
                owner,
                new(StringComparer.Ordinal)
                {
                    ["anonymous"] = server.Browser(),
                    ["other"] = other.Browser,
                    ["owner"] = owner.Browser,
                    ["administrator"] = administrator.Browser,
                    ["read key"] = server.Program(await AccountServer.KeyAsync(owner, "read")),
                    ["write key"] = server.Program(await AccountServer.KeyAsync(owner)),
                }
            );
        }

        public async Task<HttpRequestMessage> RequestAsync(string endpoint, Row row)
        {
            var (method, path) = (endpoint.Split(' ')[0], endpoint.Split(' ')[1]);
            if (path.Contains("{transcript_id}"))
            {
                var id = await Server.Server.WriteTranscriptAsync(
                    [new("ann", 0, "Ann")],
                    [
                        [new Word("Hello.", 0, 1)],
                    ],
                    Owner.Id
                );
                path = path.Replace("{topic_id}", await Server.Server.TopicOfAsync(id)).Replace("{transcript_id}", id);
            }
            path = path.Replace("{stream_id:int}", "1");
            if (path.Contains("{room") || path.Contains("{meeting_id}"))
            {
                var room = await RoomAsync(Server, Owner.Id);
                path = path.Replace("{room_id}", room.Id)
                    .Replace("{room_name}", room.Name)
                    .Replace("{meeting_id}", await MeetingAsync(room));
            }
            if (path.Contains("{user_id}"))
                path = path.Replace("{user_id}", await SomebodyAsync());
            if (path.Contains("{key_id}"))
                path = path.Replace("{key_id}", await KeyAsync());
            path = path.Replace("{invitation_id}", "none")
                .Replace("{number:int}", "99")
                .Replace("{recording_id}", "none")
                .Replace("{participant_id}", "ann")
                .Replace("{version}", "9");
            if (path.Contains("{filter_id}"))
                path = path.Replace("{filter_id}", await FilterAsync());
            path = path.Replace("{invitation_id}", "none").Replace("{recording_id}", "none");
            var body = row.Body?.Invoke(this);
            return new HttpRequestMessage(new(method), path + row.Query)
            {
                Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)),
            };
        }

        private Task<string> MeetingAsync(Room room) =>
            Server.Server.QueryAsync(async db =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var meeting = new Meeting
                {
                    Id = Guid.CreateVersion7().ToString(),
                    RoomName = room.Name,
                    RoomUrl = "https://mock.example/room",
                    HostRoomUrl = "https://mock.example/room",
                    StartDate = now,
                    EndDate = now.AddHours(1),
                    RoomId = room.Id,
                    IsLocked = false,
                    RoomMode = RoomMode.Normal,
                    RecordingType = RecordingType.Cloud,
                    RecordingTrigger = RecordingTrigger.Automatic2ndParticipant,
                    SkipConsent = false,
                    Platform = "mock",
                };
                db.Meetings.Add(meeting);
                await db.SaveChangesAsync();
                return meeting.Id;
            });

        private Task<string> SomebodyAsync() =>
            Server.Server.QueryAsync(async db =>
            {
                var user = User.Create(
                    $"{Guid.CreateVersion7()}@example.org",
                    "Somebody",
                    TimeProvider.System.GetUtcNow()
                );
                db.Users.Add(user);
                await db.SaveChangesAsync();
                return user.Id;
            });

        private async Task<string> FilterAsync()
        {
            using var answer = await Owner.Browser.PostAsJsonAsync(
                "/v1/user/filters",
                new { name = NewName, query = new { q = "plan" } }
            );
            return (string)(await answer.OkAsync())["id"]!;
        }

        private async Task<string> KeyAsync()
        {
            await AccountServer.KeyAsync(Owner);
            return await Server.Server.QueryAsync(db =>
                db.UserApiKeys.Where(key => key.UserId == Owner.Id)
                    .OrderByDescending(key => key.CreatedAt)
                    .Select(key => key.Id)
                    .FirstAsync()
            );
        }
    }
}
