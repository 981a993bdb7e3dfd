using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Reflector.Fakes.Services;

namespace Reflector.Fakes.Whereby;

/// <summary>
/// Stands in for Whereby: its REST API at <see cref="FakeService.ApiUrl"/>, a page at each room's address, and signed
/// webhooks when people and recorders come and go.
/// </summary>
public sealed partial class WherebyServer : FakeService, IDrivenRooms
{
    public const string DefaultKey = "whereby-key";
    public const string DefaultSecret = "whereby-secret";

    private readonly Dictionary<string, WherebyRoom> _rooms = new(StringComparer.Ordinal);
    private int _meetings;

    private WherebyServer(int port, string key, string secret, TimeProvider clock)
        : base(port, key, clock)
    {
        Events = new(secret, clock);
        Webhooks.IsSentAgain = status => status is 0 or >= 500;
        Webhooks.Repetitions = 2;
    }

    /// <summary>Makes webhooks that nothing in a room causes.</summary>
    public WherebyWebhooks Events { get; }

    /// <summary>Points that are left in this minute: a read costs 1, a deletion 2, a write 3; null for no limit.</summary>
    public int? PointsLeft { get; set; }

    /// <summary>Whether rooms have addresses that Whereby's own embed element takes for Whereby's.</summary>
    public bool HasEmbeddableRooms { get; set; }

    /// <summary>How long a client that has no points left must wait.</summary>
    public TimeSpan PointsComeAfter { get; set; } = TimeSpan.FromMilliseconds(38689);

    public IReadOnlyList<RoomWithPeople> Rooms
    {
        get
        {
            lock (State)
                return [.. _rooms.Values.Select(room => room.View)];
        }
    }

    /// <param name="webhookTarget">Where its webhooks go.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="key">That clients must show.</param>
    /// <param name="secret">Of its webhooks.</param>
    /// <param name="clock">Its time.</param>
    public static async Task<WherebyServer> StartAsync(
        Uri? webhookTarget = null,
        int port = 0,
        string key = DefaultKey,
        string secret = DefaultSecret,
        TimeProvider? clock = null
    )
    {
        var server = new WherebyServer(port, key, secret, clock ?? TimeProvider.System);
        server.Webhooks.Target = webhookTarget;
        await server.RunAsync(Path.Combine("Whereby", "page"));
        return server;
    }

    /// <summary>Of a room, as it was uploaded; null for none.</summary>
    public byte[]? LogoOf(string room)
    {
        lock (State)
            return Room(room).Logo;
    }

    /// <returns>The participant's id.</returns>
    public string Join(string room, string? name = null, string role = WherebyRoles.Visitor)
    {
        lock (State)
        {
            var entered = Room(room);
            var id = Enter(entered, name, role);
            var people = entered.People.Count();
            var isStart =
                entered.RecordingType == "cloud"
                && entered.Recorder is null
                && entered.StartTrigger switch
                {
                    "automatic" => people == 1,
                    "automatic-2nd-participant" => people == 2,
                    _ => false,
                };
            if (isStart)
                Enter(entered, null, WherebyRoles.Recorder);
            return id;
        }
    }

    public void Leave(string room, string id)
    {
        lock (State)
        {
            var left = Room(room);
            Exit(left, id);
            if (!left.People.Any() && left.Recorder is { } recorder)
                FinishRecording(left, recorder);
        }
    }

    /// <summary>As a host does by the button.</summary>
    public void StartRecording(string room)
    {
        lock (State)
        {
            var recorded = Room(room);
            if (recorded.RecordingType != "cloud")
                throw new RoomException(400, "This room has no cloud recording.");
            if (recorded.Recorder is null)
                Enter(recorded, null, WherebyRoles.Recorder);
        }
    }

    public void StopRecording(string room)
    {
        lock (State)
        {
            var recorded = Room(room);
            if (recorded.Recorder is { } recorder)
                FinishRecording(recorded, recorder);
        }
    }

    string IDrivenRooms.JoinOver(string room, JoinRequest request) =>
        Join(room, request.Name, request.Role ?? WherebyRoles.Visitor);

    private protected override IResult? Refusal(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() != $"Bearer {Key}")
            return Error(401, "Unauthorized");
        if (PointsLeft is not { } points)
            return null;
        var cost =
            HttpMethods.IsGet(request.Method) ? 1
            : HttpMethods.IsDelete(request.Method) ? 2
            : 3;
        if (points < cost)
        {
            request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(PointsComeAfter.TotalSeconds).ToString();
            return Results.Json(
                new JsonObject
                {
                    ["error"] = "Rate limit active for throttle key: organization:1",
                    ["data"] = new JsonObject { ["msLeft"] = (int)PointsComeAfter.TotalMilliseconds },
                },
                statusCode: 429
            );
        }
        PointsLeft = points - cost;
        return null;
    }

    private protected override void MapControl() => ControlApi.Map(App, this, Webhooks);

    private static IResult Error(int status, string message) =>
        Results.Json(new JsonObject { ["error"] = message }, statusCode: status);

    /// <exception cref="RoomException">There is none, or it is closed.</exception>
    private WherebyRoom Room(string name) =>
        _rooms.TryGetValue(name.TrimStart('/'), out var room) ? room : throw new RoomException(404, "Room not found");

    private string Enter(WherebyRoom room, string? name, string role)
    {
        var client = new WherebyRoom.Client(Guid.CreateVersion7().ToString(), name, role, Clock.GetUtcNow());
        room.Clients.Add(client);
        if (room.People.Count() == 2 && room.Sessions.LastOrDefault() is not { EndedAt: null })
        {
            room.Sessions.Add(new() { Id = Guid.CreateVersion7().ToString(), StartedAt = Clock.GetUtcNow() });
            Tell(room, "room.session.started", []);
        }
        Tell(room, "room.client.joined", Describe(room, client));
        return client.Id;
    }

    private void Exit(WherebyRoom room, string id)
    {
        if (room.Clients.FirstOrDefault(client => client.Id == id) is not { } client)
            return;
        room.Clients.Remove(client);
        Tell(room, "room.client.left", Describe(room, client));
        if (!room.People.Any() && room.Sessions.LastOrDefault() is { EndedAt: null } session)
        {
            session.EndedAt = Clock.GetUtcNow();
            Tell(room, "room.session.ended", []);
        }
    }

    private void FinishRecording(WherebyRoom room, WherebyRoom.Client recorder)
    {
        Exit(room, recorder.Id);
        Tell(
            room,
            "recording.finished",
            new()
            {
                ["filename"] = $"{room.Name}-{recorder.Joined:yyyy-MM-dd'T'HH:mm:ss'Z'}.mp4",
                ["recordingId"] = Guid.CreateVersion7().ToString(),
                ["status"] = "completed",
            }
        );
    }

    private static JsonObject Describe(WherebyRoom room, WherebyRoom.Client client)
    {
        var roles = new JsonObject();
        foreach (var group in room.Clients.GroupBy(item => item.Role))
            roles[group.Key] = group.Count();
        return new()
        {
            ["displayName"] = client.Name,
            ["roomSessionId"] = room.Sessions.LastOrDefault()?.Id,
            ["participantId"] = client.Id,
            ["metadata"] = null,
            ["externalId"] = null,
            ["roleName"] = client.Role,
            ["numClients"] = room.Clients.Count,
            ["numClientsByRoleName"] = roles,
            ["isDialIn"] = false,
        };
    }

    private void Tell(WherebyRoom room, string type, JsonObject data)
    {
        data["meetingId"] = room.MeetingId;
        data["roomName"] = "/" + room.Name;
        data["subdomain"] = "fake";
        Webhooks.Enqueue(Events.Event(type, data));
    }
}
