using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Reflector.Fakes.Daily;

public sealed partial class DailyServer
{
    /// <summary>Whether a recording says which call it is of; the service often does not.</summary>
    public bool TellsCalls { get; set; }

    private string? CallOf(DailyRecording recording) =>
        TellsCalls && _rooms.TryGetValue(recording.Room, out var room)
            ? room.Calls.LastOrDefault(call => call.StartedAt <= recording.StartedAt)?.Id
            : null;

    /// <summary>In order of joining; behind the last page there is 404.</summary>
    private IResult ListParticipants(string id, int limit = 100, string? joined_after = null)
    {
        lock (State)
        {
            var (room, call) = _rooms
                .Values.SelectMany(room => room.Calls.Select(call => (room, call)))
                .FirstOrDefault(pair => pair.call.Id == id);
            if (call is null)
                return Error(404, "not-found", $"meeting {id} not found");
            var people = room
                .People.Where(person => person.Joined >= call.StartedAt && !(call.EndedAt < person.Joined))
                .ToList();
            var first = people.FindIndex(person => person.SessionId == joined_after) + 1;
            if (first > 0 && first >= people.Count)
                return Error(404, "not-found", "no more participants");
            return Results.Json(
                new JsonObject
                {
                    ["data"] = new JsonArray([
                        .. people
                            .Skip(first)
                            .Take(Math.Clamp(limit, 1, 100))
                            .Select(person =>
                                (JsonNode)
                                    new JsonObject
                                    {
                                        ["user_id"] = person.UserId,
                                        ["participant_id"] = person.SessionId,
                                        ["user_name"] = person.UserName,
                                        ["join_time"] = person.Joined.ToUnixTimeSeconds(),
                                        ["duration"] = (int)
                                            ((person.Left ?? Clock.GetUtcNow()) - person.Joined).TotalSeconds,
                                    }
                            ),
                    ]),
                }
            );
        }
    }
}
