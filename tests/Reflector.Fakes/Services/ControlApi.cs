using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Reflector.Fakes.Services;

/// <param name="Name">As shown to others.</param>
/// <param name="Role">Of the service's own; null for a visitor.</param>
/// <param name="Token">A pass that the service gave, where it gives some.</param>
public sealed record JoinRequest(string? Name = null, string? Role = null, string? Token = null);

/// <summary>Somebody in a room.</summary>
public sealed record PersonInRoom(string Id, string? Name, string Role);

/// <summary>A room with who is in it.</summary>
public sealed record RoomWithPeople(string Room, bool IsRecorded, IReadOnlyList<PersonInRoom> People);

/// <summary>What drives the people in a service's rooms, over HTTP as in a test.</summary>
internal interface IDrivenRooms
{
    IReadOnlyList<RoomWithPeople> Rooms { get; }

    string JoinOver(string room, JoinRequest request);

    void Leave(string room, string id);

    void StartRecording(string room);

    void StopRecording(string room);
}

/// <summary>For pages and browser tests: <c>/control/rooms/ROOM/participants</c>, <c>/control/rooms/ROOM/recording</c>.</summary>
internal static class ControlApi
{
    public static void Map(IEndpointRouteBuilder routes, IDrivenRooms rooms, WebhookSender webhooks)
    {
        var control = routes.MapGroup("/control");
        control.MapGet("/rooms", () => rooms.Rooms);
        control.MapGet(
            "/rooms/{room}",
            (string room) =>
                rooms.Rooms.FirstOrDefault(item => item.Room == room) is { } found
                    ? Results.Ok(found)
                    : Results.NotFound()
        );
        control.MapPost(
            "/rooms/{room}/participants",
            (string room, JoinRequest request) => Try(() => Results.Ok(new { id = rooms.JoinOver(room, request) }))
        );
        control.MapDelete("/rooms/{room}/participants/{id}", (string room, string id) => Leave(rooms, room, id));
        // What a page can still send while it is being closed.
        control.MapPost("/rooms/{room}/participants/{id}/leave", (string room, string id) => Leave(rooms, room, id));
        control.MapPost("/rooms/{room}/recording", (string room) => Do(() => rooms.StartRecording(room)));
        control.MapDelete("/rooms/{room}/recording", (string room) => Do(() => rooms.StopRecording(room)));
        control.MapPut("/webhook", (WebhookTarget target) => Do(() => webhooks.Target = target.Url));
        control.MapPost(
            "/flush",
            async () =>
            {
                await webhooks.FlushAsync();
                return Results.NoContent();
            }
        );
    }

    private static IResult Leave(IDrivenRooms rooms, string room, string id) => Do(() => rooms.Leave(room, id));

    private static IResult Do(Action action) =>
        Try(() =>
        {
            action();
            return Results.NoContent();
        });

    private static IResult Try(Func<IResult> action)
    {
        try
        {
            return action();
        }
        catch (RoomException exception)
        {
            return Results.Json(new { error = exception.Message }, statusCode: exception.Status);
        }
    }

    private sealed record WebhookTarget(Uri? Url);
}

/// <summary>What a person in front of a service would be told.</summary>
public sealed class RoomException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
