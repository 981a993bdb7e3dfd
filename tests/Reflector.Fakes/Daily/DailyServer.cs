using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Reflector.Fakes.Services;

namespace Reflector.Fakes.Daily;

/// <summary>
/// Stands in for Daily: its REST API at <see cref="FakeService.ApiUrl"/>, a page at each room's address, and signed
/// webhooks when people and recordings come and go.
/// </summary>
public sealed partial class DailyServer : FakeService, IDrivenRooms
{
    public const string DefaultKey = "daily-key";

    /// <summary>Base64, as Daily wants it.</summary>
    public const string DefaultSecret = "c2VjcmV0LWtleS0xMjM0NTY3ODkwYWJjZGVm";

    /// <summary>Of recordings that were started without one.</summary>
    private const string DefaultInstance = "c3df927c-f738-4471-a2b7-066fa7e95a6b";

    private static readonly string[] CameraTracks = ["cam-audio", "cam-video"];

    private readonly Dictionary<string, DailyRoom> _rooms = new(StringComparer.Ordinal);
    private readonly List<DailyRecording> _recordings = [];

    private DailyServer(int port, string key, string secret, TimeProvider clock)
        : base(port, key, clock)
    {
        Events = new(secret, clock);
        Webhooks.Delivered = CountDelivery;
    }

    /// <summary>Makes webhooks that nothing in a room causes.</summary>
    public DailyWebhooks Events { get; }

    /// <summary>How long it takes until presence shows who came and who went; the service takes up to 15 s.</summary>
    public TimeSpan PresenceLag { get; set; }

    /// <summary>Requests that are left before it answers 429; null for no limit.</summary>
    public int? RequestsLeft { get; set; }

    public IReadOnlyList<RoomWithPeople> Rooms
    {
        get
        {
            lock (State)
                return [.. _rooms.Values.Select(room => room.View(Running(room.Name).Any()))];
        }
    }

    /// <summary>All that were ever started and did not break off, oldest first.</summary>
    public IReadOnlyList<RecordingAtDaily> Recordings
    {
        get
        {
            lock (State)
                return
                [
                    .. _recordings.Select(item => new RecordingAtDaily(
                        item.Id,
                        item.Room,
                        item.Type,
                        item.InstanceId,
                        item.EndedAt is not null,
                        item.Type == "raw-tracks" ? item.Tracks : [item.Key]
                    )),
                ];
        }
    }

    /// <summary>How many starts of recordings are still answered with 503, for no machine is free.</summary>
    public int RefusedStarts { get; set; }

    /// <summary>Everybody has a camera on: raw tracks have pictures, too.</summary>
    public bool HasCameras { get; set; }

    /// <summary>Webhooks of recordings are sent without the type, as the older ones were.</summary>
    public bool HidesTypes { get; set; }

    /// <param name="webhookTarget">Where its webhooks go, as if registered; null until somebody registers one.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="key">That clients must show.</param>
    /// <param name="secret">Of its webhooks, in base64, until somebody registers one.</param>
    /// <param name="clock">Its time.</param>
    public static async Task<DailyServer> StartAsync(
        Uri? webhookTarget = null,
        int port = 0,
        string key = DefaultKey,
        string secret = DefaultSecret,
        TimeProvider? clock = null
    )
    {
        var server = new DailyServer(port, key, secret, clock ?? TimeProvider.System);
        server.Webhooks.Target = webhookTarget;
        await server.RunAsync(Path.Combine("Daily", "page"));
        return server;
    }

    /// <param name="room">Its name.</param>
    /// <param name="name">As shown to others.</param>
    /// <param name="token">A meeting token; its name and rights count.</param>
    /// <returns>The session's id.</returns>
    /// <exception cref="RoomException">There is no such room, or it is private or closed.</exception>
    public string Join(string room, string? name = null, string? token = null)
    {
        lock (State)
        {
            var entered = Room(room);
            var pass = Pass(entered, token);
            var now = Clock.GetUtcNow();
            if (entered.Config["exp"]?.GetValue<long>() is { } end && end <= now.ToUnixTimeSeconds())
                throw new RoomException(403, "The meeting you're trying to join has ended.");
            var person = new DailyRoom.Person
            {
                SessionId = Guid.CreateVersion7().ToString(),
                UserId = (string?)pass["user_id"],
                UserName = (string?)pass["user_name"] ?? name,
                IsOwner = (bool?)pass["is_owner"] ?? false,
                Joined = now,
            };
            if (entered.Calls.LastOrDefault() is not { EndedAt: null })
            {
                entered.Calls.Add(new() { Id = Guid.CreateVersion7().ToString(), StartedAt = now });
                Tell("meeting.started", Describe(entered, entered.Calls[^1]));
            }
            entered.People.Add(person);
            Tell("participant.joined", Describe(entered, person));
            return person.SessionId;
        }
    }

    public void Leave(string room, string id)
    {
        lock (State)
        {
            var left = Room(room);
            if (left.Present.FirstOrDefault(person => person.SessionId == id) is not { } person)
                return;
            person.Left = Clock.GetUtcNow();
            Tell("participant.left", Describe(left, person));
            if (left.Present.Any())
                return;
            foreach (var recording in Running(room).ToList())
                Finish(recording);
            left.Calls[^1].EndedAt = Clock.GetUtcNow();
            Tell("meeting.ended", Describe(left, left.Calls[^1]));
        }
    }

    /// <summary>A cloud recording, as an owner starts it by the button.</summary>
    public void StartRecording(string room)
    {
        lock (State)
        {
            if (Start(Room(room), "cloud", DefaultInstance) is { } mistake)
                throw new RoomException(mistake.Status, mistake.Info);
        }
    }

    public void StopRecording(string room)
    {
        lock (State)
        {
            foreach (var recording in Running(room).ToList())
                Finish(recording);
        }
    }

    /// <summary>A recording breaks off.</summary>
    public void FailRecording(string room)
    {
        lock (State)
        {
            foreach (var recording in Running(room).ToList())
            {
                _recordings.Remove(recording);
                Tell(
                    "recording.error",
                    new()
                    {
                        ["action"] = "clourd-recording-err",
                        ["error_msg"] = "The recording broke off",
                        ["instance_id"] = recording.InstanceId,
                        ["room_name"] = room,
                        ["timestamp"] = Clock.GetUtcNow().ToUnixTimeSeconds(),
                    }
                );
            }
        }
    }

    string IDrivenRooms.JoinOver(string room, JoinRequest request) => Join(room, request.Name, request.Token);

    private protected override IResult? Refusal(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
            return Error(400, "authorization-header-error", "missing Authorization header");
        if (authorization != $"Bearer {Key}")
            return Results.Json(new JsonObject { ["error"] = "authentication-error" }, statusCode: 401);
        if (RequestsLeft is not { } left)
            return null;
        RequestsLeft = Math.Max(0, left - 1);
        return left > 0 ? null : Error(429, "rate-limit-error", "too many requests");
    }

    private protected override void MapControl() => ControlApi.Map(App, this, Webhooks);

    private static IResult Error(int status, string type, string info) =>
        Results.Json(new JsonObject { ["error"] = type, ["info"] = info }, statusCode: status);

    private DailyRoom Room(string name) =>
        _rooms.TryGetValue(name, out var room)
            ? room
            : throw new RoomException(404, "The meeting you're trying to join does not exist.");

    private IEnumerable<DailyRecording> Running(string room) =>
        _recordings.Where(recording => recording.Room == room && recording.EndedAt is null);

    private JsonObject Pass(DailyRoom room, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return room.Privacy == "public"
                ? []
                : throw new RoomException(403, "You are not allowed to join this meeting.");
        }
        var pass = DailyToken.Read(token, Key);
        var isGood =
            pass is not null
            && ((string?)pass["room_name"] ?? room.Name) == room.Name
            && ((long?)pass["exp"] ?? long.MaxValue) > Clock.GetUtcNow().ToUnixTimeSeconds();
        return isGood ? pass! : throw new RoomException(403, "The meeting token is not valid.");
    }

    private (int Status, string Info)? Start(DailyRoom room, string type, string instanceId)
    {
        if (!room.Present.Any())
            return (404, $"room {room.Name} does not seem to be hosting a call currently");
        if (Running(room.Name).Any(recording => recording.InstanceId == instanceId))
            return (400, $"room {room.Name} has an active stream");
        if (type == "raw-tracks" && room.Config["recordings_bucket"] is null)
            return (400, "raw-tracks needs a recordings_bucket");
        var recording = new DailyRecording
        {
            Id = Guid.CreateVersion7().ToString(),
            Room = room.Name,
            InstanceId = instanceId,
            Type = type,
            StartedAt = Clock.GetUtcNow(),
        };
        _recordings.Add(recording);
        Tell(
            "recording.started",
            new()
            {
                ["action"] = "start-cloud-recording",
                ["recording_id"] = recording.Id,
                ["layout"] = new JsonObject { ["preset"] = "default" },
                ["started_by"] = room.Present.First().SessionId,
                ["instance_id"] = instanceId,
                ["room_name"] = room.Name,
                ["start_ts"] = recording.StartedAt.ToUnixTimeSeconds(),
            }
        );
        return null;
    }

    private void Finish(DailyRecording recording)
    {
        recording.EndedAt = Clock.GetUtcNow();
        recording.Tracks = TracksOf(recording);
        Tell(
            "recording.ready-to-download",
            new()
            {
                ["type"] = HidesTypes ? null : recording.Type,
                ["recording_id"] = recording.Id,
                ["room_name"] = recording.Room,
                ["start_ts"] = recording.StartedAt.ToUnixTimeSeconds(),
                ["status"] = "finished",
                ["max_participants"] = 2,
                ["duration"] = Duration(recording),
                ["s3_key"] = recording.Key,
                ["share_token"] = "legacy",
                ["tracks"] = Tracks(recording),
            }
        );
    }

    private static int Duration(DailyRecording recording) =>
        (int)Math.Max(1, (recording.EndedAt!.Value - recording.StartedAt).TotalSeconds);

    /// <summary>Of everybody who was in it while it ran.</summary>
    private List<string> TracksOf(DailyRecording recording)
    {
        if (recording.Type != "raw-tracks" || !_rooms.TryGetValue(recording.Room, out var room))
            return [];
        var start = recording.StartedAt.ToUnixTimeMilliseconds();
        return
        [
            .. room
                .People.Where(person => person.Joined <= recording.EndedAt && !(person.Left < recording.StartedAt))
                .SelectMany(person =>
                    (HasCameras ? CameraTracks : CameraTracks[..1]).Select(kind =>
                        $"fake/{room.Name}/{start}-{person.SessionId}-{kind}-{Math.Max(start, person.Joined.ToUnixTimeMilliseconds())}"
                    )
                ),
        ];
    }

    private static JsonArray? Tracks(DailyRecording recording) =>
        recording.Type == "raw-tracks"
            ?
            [
                .. recording.Tracks.Select(key =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["type"] = key.Contains("-cam-audio-") ? "audio" : "video",
                            ["s3Key"] = key,
                            ["size"] = 1000,
                        }
                ),
            ]
            : null;

    private static JsonObject Describe(DailyRoom room, DailyRoom.Person person)
    {
        var payload = new JsonObject
        {
            ["joined_at"] = DailyWebhooks.Seconds(person.Joined),
            ["session_id"] = person.SessionId,
            ["room"] = room.Name,
            ["user_id"] = person.UserId ?? person.SessionId,
            ["user_name"] = person.UserName ?? "",
            ["owner"] = person.IsOwner,
            ["networkQualityState"] = "unknown",
            ["will_eject_at"] = 0,
            ["permissions"] = new JsonObject { ["hasPresence"] = true, ["canSend"] = true },
        };
        if (person.Left is { } left)
            payload["duration"] = (left - person.Joined).TotalSeconds;
        return payload;
    }

    private static JsonObject Describe(DailyRoom room, DailyRoom.Call call)
    {
        var payload = new JsonObject
        {
            ["start_ts"] = call.StartedAt.ToUnixTimeSeconds(),
            ["meeting_id"] = call.Id,
            ["room"] = room.Name,
        };
        if (call.EndedAt is { } ended)
            payload["end_ts"] = ended.ToUnixTimeSeconds();
        return payload;
    }

    private void Tell(string type, JsonObject payload)
    {
        if (IsDelivering(type))
            Webhooks.Enqueue(Events.Event(type, payload));
    }
}
