using System.Text.Json.Nodes;
using Reflector.Fakes.Services;

namespace Reflector.Fakes.Daily;

/// <summary>A room at Daily, with who is and was in it.</summary>
internal sealed class DailyRoom
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Privacy { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The properties that were given.</summary>
    public required JsonObject Config { get; init; }

    public List<Person> People { get; } = [];
    public List<Call> Calls { get; } = [];

    public IEnumerable<Person> Present => People.Where(person => person.Left is null);

    public RoomWithPeople View(bool isRecorded) =>
        new(
            Name,
            isRecorded,
            [
                .. Present.Select(person => new PersonInRoom(
                    person.SessionId,
                    person.UserName,
                    person.IsOwner ? "owner" : "participant"
                )),
            ]
        );

    internal sealed class Person
    {
        public required string SessionId { get; init; }
        public required string? UserId { get; init; }
        public required string? UserName { get; init; }
        public required bool IsOwner { get; init; }
        public required DateTimeOffset Joined { get; init; }
        public DateTimeOffset? Left { get; set; }
    }

    /// <summary>From the first one's coming to the last one's leaving.</summary>
    internal sealed class Call
    {
        public required string Id { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; set; }
    }
}

internal sealed class DailyRecording
{
    public required string Id { get; init; }
    public required string Room { get; init; }
    public required string InstanceId { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Of raw tracks, when it has ended: keys in the bucket.</summary>
    public IReadOnlyList<string> Tracks { get; set; } = [];

    public string Key => $"fake/{Room}/{StartedAt.ToUnixTimeMilliseconds()}";
}

/// <param name="Keys">In the bucket, of a finished one.</param>
public sealed record RecordingAtDaily(
    string Id,
    string Room,
    string Type,
    string InstanceId,
    bool IsFinished,
    IReadOnlyList<string> Keys
);
