using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Reflector.Fakes.Whereby;

public sealed partial class WherebyServer
{
    private static readonly string[] RecordingTypes = ["none", "local", "cloud"];
    private static readonly string[] StartTriggers = ["none", "prompt", "automatic", "automatic-2nd-participant"];
    private static readonly string[] DestinationFields =
    [
        "provider",
        "authenticationType",
        "bucket",
        "accessKeyId",
        "accessKeySecret",
        "fileFormat",
        "oidcRoleArn",
    ];

    private protected override void MapApi()
    {
        var api = App.MapGroup("/v1");
        api.MapPost("/meetings", CreateAsync);
        api.MapGet("/meetings", List);
        api.MapGet("/meetings/{id}", Get);
        api.MapDelete("/meetings/{id}", Delete);
        api.MapGet("/insights/room-sessions", Sessions);
        api.MapPut("/rooms/{room}/theme/logo", UploadLogoAsync);
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        JsonObject body;
        try
        {
            body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Error(400, "Invalid JSON");
        }
        if (Mistake(body) is { } mistake)
            return Error(400, mistake);
        lock (State)
        {
            var room = new WherebyRoom
            {
                MeetingId = (++_meetings).ToString(CultureInfo.InvariantCulture),
                Name = Text(body, "roomNamePrefix") + Guid.CreateVersion7(),
                HostKey = Guid.CreateVersion7().ToString("N"),
                StartDate = Clock.GetUtcNow(),
                EndDate = DateTimeOffset.Parse(Text(body, "endDate")!, CultureInfo.InvariantCulture),
                RecordingType = (string?)body["recording"]?["type"] ?? "none",
                StartTrigger = (string?)body["recording"]?["startTrigger"] ?? "none",
            };
            _rooms.Add(room.Name, room);
            return Results.Json(Describe(room, Fields(body)), statusCode: 201);
        }
    }

    private IResult List(int limit = 50)
    {
        lock (State)
        {
            var meetings = _rooms.Values.Take(limit).Select(room => (JsonNode)Describe(room, []));
            return Results.Json(new JsonObject { ["cursor"] = null, ["results"] = new JsonArray([.. meetings]) });
        }
    }

    private IResult Get(string id)
    {
        lock (State)
        {
            return _rooms.Values.FirstOrDefault(room => room.MeetingId == id) is { } room
                ? Results.Json(Describe(room, []))
                : Error(404, "Not found");
        }
    }

    private IResult Delete(string id)
    {
        lock (State)
        {
            if (_rooms.Values.FirstOrDefault(room => room.MeetingId == id) is { } room)
            {
                foreach (var person in room.People.ToList())
                    Leave(room.Name, person.Id);
                _rooms.Remove(room.Name);
            }
            return Results.NoContent();
        }
    }

    private IResult Sessions(string? roomName, string? cursor, int limit = 10)
    {
        if (roomName is null || limit is < 1 or > 100)
            return Error(400, "Invalid query");
        lock (State)
        {
            var all = _rooms.GetValueOrDefault(roomName.TrimStart('/'))?.Sessions ?? [];
            var first = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
            var page = all.Skip(first).Take(limit).ToList();
            var next = first + page.Count;
            return Results.Json(
                new JsonObject
                {
                    ["cursor"] = next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null,
                    ["results"] = new JsonArray([.. page.Select(session => (JsonNode)Describe(roomName, session))]),
                }
            );
        }
    }

    private async Task<IResult> UploadLogoAsync(string room, HttpRequest request)
    {
        if (!request.HasFormContentType)
            return Error(400, "Wrong content type");
        var form = await request.ReadFormAsync();
        if (form.Files.GetFile("image") is not { ContentType: "image/png" } image)
            return Error(400, "image is missing");
        using var logo = new MemoryStream();
        await image.CopyToAsync(logo);
        lock (State)
        {
            if (!_rooms.TryGetValue(room, out var found))
                return Error(404, "Not found");
            found.Logo = logo.ToArray();
        }
        return Results.NoContent();
    }

    private JsonObject Describe(WherebyRoom room, IReadOnlyList<string> fields)
    {
        var url = $"{Address.GetLeftPart(UriPartial.Authority)}/{room.Name}";
        // The element looks for an address of Whereby anywhere in the room's.
        var query = HasEmbeddableRooms ? $"?as=https://stand-in.whereby.com/{room.Name}" : "";
        var andKey = query + (HasEmbeddableRooms ? "&" : "?") + "roomKey=";
        var meeting = new JsonObject
        {
            ["meetingId"] = room.MeetingId,
            ["roomName"] = "/" + room.Name,
            ["roomUrl"] = url + query,
            ["startDate"] = Date(room.StartDate),
            ["endDate"] = Date(room.EndDate),
        };
        if (fields.Contains("hostRoomUrl"))
            meeting["hostRoomUrl"] = $"{url}{andKey}{room.HostKey}";
        if (fields.Contains("viewerRoomUrl"))
            meeting["viewerRoomUrl"] = $"{url}{andKey}viewer-{room.HostKey}";
        return meeting;
    }

    private static JsonObject Describe(string roomName, WherebyRoom.Session session)
    {
        var described = new JsonObject
        {
            ["roomSessionId"] = session.Id,
            ["roomName"] = roomName,
            ["startedAt"] = Date(session.StartedAt),
            ["totalUniqueParticipants"] = 2,
        };
        if (session.EndedAt is { } ended)
            described["endedAt"] = Date(ended);
        return described;
    }

    private string? Mistake(JsonObject body)
    {
        if (
            !DateTimeOffset.TryParse(Text(body, "endDate"), CultureInfo.InvariantCulture, out var end)
            || end < Clock.GetUtcNow()
        )
            return "endDate is not valid";
        if (Text(body, "roomMode") is not (null or "normal" or "group"))
            return "roomMode is not valid";
        if (Text(body, "roomNamePattern") is not (null or "uuid" or "human-short"))
            return "roomNamePattern is not valid";
        if (!Prefix().IsMatch(Text(body, "roomNamePrefix") ?? ""))
            return "roomNamePrefix is not valid";
        if (Fields(body).Except(["hostRoomUrl", "viewerRoomUrl"]).Any())
            return "fields is not valid";
        return body["recording"] is JsonObject recording ? RecordingMistake(recording) : null;
    }

    private static string? RecordingMistake(JsonObject recording)
    {
        foreach (var name in (string[])["type", "destination", "startTrigger"])
        {
            if (!recording.ContainsKey(name))
                return $"recording.{name} is required";
        }
        if (!RecordingTypes.Contains(Text(recording, "type")))
            return "recording.type is not valid";
        if (recording["startTrigger"] is not null && !StartTriggers.Contains(Text(recording, "startTrigger")))
            return "recording.startTrigger is not valid";
        if (recording["destination"] is not JsonObject destination)
            return null;
        if (destination.Select(pair => pair.Key).Except(DestinationFields).Any())
            return "recording.destination has an unknown property";
        return Text(destination, "provider") switch
        {
            "whereby" => null,
            "s3" => destination.ContainsKey("bucket")
            && destination.ContainsKey("accessKeyId")
            && destination.ContainsKey("accessKeySecret")
                ? null
                : "recording.destination is not complete",
            _ => "recording.destination.provider is not valid",
        };
    }

    private static string? Text(JsonObject item, string name) =>
        item[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IReadOnlyList<string> Fields(JsonObject body) =>
        body["fields"] is JsonArray fields ? [.. fields.Select(field => (string)field!)] : [];

    private static string Date(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[a-z0-9-]{0,39}\z")]
    private static partial Regex Prefix();
}
