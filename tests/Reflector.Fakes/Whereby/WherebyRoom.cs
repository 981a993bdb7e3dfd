using Reflector.Fakes.Services;

namespace Reflector.Fakes.Whereby;

/// <summary>A meeting at Whereby, with who is in it.</summary>
internal sealed class WherebyRoom
{
    public required string MeetingId { get; init; }

    /// <summary>Without its slash.</summary>
    public required string Name { get; init; }

    public required string HostKey { get; init; }
    public required DateTimeOffset StartDate { get; init; }
    public required DateTimeOffset EndDate { get; init; }
    public required string RecordingType { get; init; }
    public required string StartTrigger { get; init; }
    public List<Client> Clients { get; } = [];
    public List<Session> Sessions { get; } = [];
    public byte[]? Logo { get; set; }

    public IEnumerable<Client> People => Clients.Where(client => !WherebyRoles.Services.Contains(client.Role));

    public Client? Recorder => Clients.FirstOrDefault(client => client.Role == WherebyRoles.Recorder);

    public RoomWithPeople View =>
        new(
            Name,
            Recorder is not null,
            [.. People.Select(client => new PersonInRoom(client.Id, client.Name, client.Role))]
        );

    internal sealed record Client(string Id, string? Name, string Role, DateTimeOffset Joined);

    internal sealed class Session
    {
        public required string Id { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; set; }
    }
}

internal static class WherebyRoles
{
    public const string Recorder = "recorder";
    public const string Host = "host";
    public const string Visitor = "visitor";

    public static readonly string[] Services = [Recorder, "streamer", "captioner"];
}
