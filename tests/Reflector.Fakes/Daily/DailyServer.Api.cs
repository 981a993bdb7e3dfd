using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Reflector.Fakes.Daily;

public sealed partial class DailyServer
{
    private static readonly string?[] RecordingKinds = [null, "cloud", "cloud-audio-only", "local", "raw-tracks"];
    private static readonly string[] BucketFields =
    [
        "bucket_name",
        "bucket_region",
        "assume_role_arn",
        "allow_api_access",
        "allow_streaming_from_bucket",
    ];

    private protected override void MapApi()
    {
        var api = App.MapGroup("/v1");
        api.MapPost("/rooms", CreateRoom);
        api.MapGet("/rooms", ListRooms);
        api.MapGet("/rooms/{name}", (string name) => OnRoom(name, room => Results.Json(Describe(room))));
        api.MapDelete("/rooms/{name}", DeleteRoom);
        api.MapGet("/rooms/{name}/presence", Presence);
        api.MapPost("/rooms/{name}/recordings/start", StartRecordingOver);
        api.MapPost("/rooms/{name}/recordings/stop", StopRecordingOver);
        api.MapPost("/meeting-tokens", CreateToken);
        api.MapGet("/meeting-tokens/{token}", ReadToken);
        api.MapGet("/recordings", ListRecordings);
        api.MapGet("/recordings/{id}", (string id) => OnRecording(id, item => Results.Json(Describe(item))));
        api.MapGet("/recordings/{id}/access-link", AccessLink);
        api.MapDelete("/recordings/{id}", DeleteRecording);
        api.MapGet("/meetings", ListMeetings);
        api.MapGet("/meetings/{id}/participants", ListParticipants);
        MapWebhooks(api);
    }

    private IResult CreateRoom(JsonObject body)
    {
        var name = (string?)body["name"] ?? Guid.CreateVersion7().ToString("N");
        if (!RoomName().IsMatch(name))
            return Error(
                400,
                "invalid-request-error",
                $"{name} contains invalid characters (room names can contain A-Z, a-z, 0-9, '-', and '_')"
            );
        var properties = body["properties"]?.DeepClone().AsObject() ?? [];
        if (PropertyMistake(properties) is { } mistake)
            return Error(400, "invalid-request-error", mistake);
        lock (State)
        {
            if (_rooms.ContainsKey(name))
                return Error(400, "invalid-request-error", $"a room named {name} already exists");
            var room = new DailyRoom
            {
                Id = Guid.CreateVersion7().ToString(),
                Name = name,
                Privacy = (string?)body["privacy"] ?? "public",
                CreatedAt = Clock.GetUtcNow(),
                Config = properties,
            };
            _rooms.Add(name, room);
            return Results.Json(Describe(room));
        }
    }

    private IResult ListRooms(int limit = 100, string? starting_after = null)
    {
        lock (State)
        {
            var newest = _rooms.Values.Reverse().ToList();
            return Page(newest, newest.FindIndex(room => room.Id == starting_after) + 1, limit, Describe);
        }
    }

    private IResult DeleteRoom(string name)
    {
        lock (State)
        {
            if (!_rooms.TryGetValue(name, out var room))
                return NoRoom(name);
            foreach (var person in room.Present.ToList())
                Leave(name, person.SessionId);
            _rooms.Remove(name);
            return Results.Json(new JsonObject { ["deleted"] = true, ["name"] = name });
        }
    }

    private IResult Presence(string name, int limit = 100) =>
        OnRoom(
            name,
            room =>
            {
                var shownUntil = Clock.GetUtcNow() - PresenceLag;
                var present = room
                    .People.Where(person =>
                        person.Joined <= shownUntil && (person.Left is null || person.Left > shownUntil)
                    )
                    .ToList();
                return Results.Json(
                    new JsonObject
                    {
                        ["total_count"] = present.Count,
                        ["data"] = new JsonArray([
                            .. present
                                .Take(limit)
                                .Select(person =>
                                    (JsonNode)
                                        new JsonObject
                                        {
                                            ["room"] = room.Name,
                                            ["id"] = person.SessionId,
                                            ["userId"] = person.UserId,
                                            ["userName"] = person.UserName,
                                            ["mtgSessionId"] = room.Calls.LastOrDefault()?.Id,
                                            ["joinTime"] = Date(person.Joined),
                                            ["duration"] = (int)(Clock.GetUtcNow() - person.Joined).TotalSeconds,
                                        }
                                ),
                        ]),
                    }
                );
            }
        );

    private IResult StartRecordingOver(string name, JsonObject body) =>
        OnRoom(
            name,
            room =>
            {
                if (RefusedStarts > 0)
                {
                    RefusedStarts--;
                    return Error(503, "server-error", "no workers available");
                }
                var instance = (string?)body["instanceId"] ?? DefaultInstance;
                return Start(room, (string?)body["type"] ?? "cloud", instance) is { } mistake
                    ? Error(mistake.Status, mistake.Status == 404 ? "not-found" : "invalid-request-error", mistake.Info)
                    : Results.Json(new JsonObject { ["status"] = "sent" });
            }
        );

    private IResult StopRecordingOver(string name, JsonObject body) =>
        OnRoom(
            name,
            room =>
            {
                var instance = (string?)body["instanceId"] ?? DefaultInstance;
                var type = (string?)body["type"] ?? "cloud";
                var running = Running(room.Name)
                    .FirstOrDefault(item => item.InstanceId == instance && item.Type == type);
                if (running is null)
                    return Error(400, "invalid-request-error", $"room {name} has no active stream");
                Finish(running);
                return Results.Json(new JsonObject { ["status"] = "sent" });
            }
        );

    private IResult CreateToken(JsonObject body)
    {
        var properties = body["properties"] as JsonObject ?? [];
        if (((string?)properties["user_id"])?.Length > 36)
            return Error(400, "invalid-request-error", "user_id is too long");
        return DailyToken.Create(properties, Key, Clock.GetUtcNow()) is { } token
            ? Results.Json(new JsonObject { ["token"] = token })
            : Error(400, "invalid-request-error", "unknown property");
    }

    private IResult ReadToken(string token) =>
        DailyToken.Read(token, Key) is { } properties
            ? Results.Json(properties)
            : Error(400, "invalid-request-error", "invalid token");

    private IResult ListRecordings(string? room_name = null, int limit = 100, string? starting_after = null)
    {
        lock (State)
        {
            var newest = _recordings.Where(item => room_name is null || item.Room == room_name).Reverse().ToList();
            return Page(newest, newest.FindIndex(item => item.Id == starting_after) + 1, limit, Describe);
        }
    }

    private IResult AccessLink(string id, int valid_for_secs = 3600) =>
        OnRecording(
            id,
            item =>
                Results.Json(
                    new JsonObject
                    {
                        ["download_link"] = new Uri(Address, $"/files/{item.Key}").ToString(),
                        ["expires"] = Clock.GetUtcNow().AddSeconds(valid_for_secs).ToUnixTimeSeconds(),
                    }
                )
        );

    private IResult DeleteRecording(string id) =>
        OnRecording(
            id,
            item =>
            {
                _recordings.Remove(item);
                return Results.Json(new JsonObject { ["deleted"] = true, ["id"] = id });
            }
        );

    private IResult ListMeetings(string? room = null, int limit = 100, string? starting_after = null)
    {
        lock (State)
        {
            var newest = _rooms
                .Values.Where(item => room is null || item.Name == room)
                .SelectMany(item => item.Calls.Select(call => (Room: item, Call: call)))
                .Reverse()
                .ToList();
            return Page(
                newest,
                newest.FindIndex(item => item.Call.Id == starting_after) + 1,
                limit,
                item => Session(item.Room, item.Call)
            );
        }
    }

    private JsonObject Session(DailyRoom room, DailyRoom.Call call)
    {
        var end = call.EndedAt ?? Clock.GetUtcNow();
        return new()
        {
            ["id"] = call.Id,
            ["room"] = room.Name,
            ["start_time"] = call.StartedAt.ToUnixTimeSeconds(),
            ["duration"] = (int)(end - call.StartedAt).TotalSeconds,
            ["ongoing"] = call.EndedAt is null,
            ["max_participants"] = room.People.Count,
            ["participants"] = new JsonArray(),
        };
    }

    private static IResult Page<T>(IReadOnlyList<T> all, int first, int limit, Func<T, JsonObject> describe) =>
        Results.Json(
            new JsonObject
            {
                ["total_count"] = all.Count,
                ["data"] = new JsonArray([
                    .. all.Skip(first).Take(Math.Clamp(limit, 1, 100)).Select(item => (JsonNode)describe(item)),
                ]),
            }
        );

    private JsonObject Describe(DailyRoom room) =>
        new()
        {
            ["id"] = room.Id,
            ["name"] = room.Name,
            ["api_created"] = true,
            ["privacy"] = room.Privacy,
            ["url"] = $"{Address.GetLeftPart(UriPartial.Authority)}/{room.Name}",
            ["created_at"] = Date(room.CreatedAt),
            ["config"] = room.Config.DeepClone(),
        };

    // Neither type nor instanceId: the service leaves them out.
    private JsonObject Describe(DailyRecording recording)
    {
        var described = new JsonObject
        {
            ["id"] = recording.Id,
            ["room_name"] = recording.Room,
            ["start_ts"] = recording.StartedAt.ToUnixTimeSeconds(),
            ["status"] = recording.EndedAt is null ? "in-progress" : "finished",
            ["max_participants"] = 2,
            ["share_token"] = "legacy",
            ["s3key"] = recording.Key,
            ["mtgSessionId"] = CallOf(recording),
            ["tracks"] = Tracks(recording),
        };
        if (recording.EndedAt is not null)
            described["duration"] = Duration(recording);
        return described;
    }

    private IResult OnRoom(string name, Func<DailyRoom, IResult> use)
    {
        lock (State)
            return _rooms.TryGetValue(name, out var room) ? use(room) : NoRoom(name);
    }

    private IResult OnRecording(string id, Func<DailyRecording, IResult> use)
    {
        lock (State)
            return _recordings.FirstOrDefault(item => item.Id == id) is { } recording
                ? use(recording)
                : Error(404, "not-found", $"recording {id} not found");
    }

    private static IResult NoRoom(string name) => Error(404, "not-found", $"room {name} not found");

    private string? PropertyMistake(JsonObject properties)
    {
        if (properties["exp"] is { } exp)
        {
            if (exp.GetValueKind() is not JsonValueKind.Number)
                return $"exp was '{exp}' but should be a number of seconds since the unix epoch";
            if (exp.GetValue<long>() <= Clock.GetUtcNow().ToUnixTimeSeconds())
                return $"exp was '{exp}', which is in the past rather than in the future";
        }
        if (properties["enable_recording"] is { } kind && kind.GetValueKind() is not JsonValueKind.String)
            return "enable_recording should be a string";
        if (!RecordingKinds.Contains((string?)properties["enable_recording"]))
            return "enable_recording is not valid";
        return
            properties["recordings_bucket"] is JsonObject bucket
            && (
                bucket.Select(pair => pair.Key).Except(BucketFields).Any()
                || bucket["bucket_name"] is null
                || bucket["assume_role_arn"] is null
            )
            ? "recordings_bucket is not valid"
            : null;
    }

    private static string Date(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex RoomName();
}
