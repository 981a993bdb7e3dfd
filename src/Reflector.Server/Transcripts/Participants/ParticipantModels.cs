using System.Runtime.CompilerServices;

namespace Reflector.Server.Transcripts.Participants;

// Names and fields are part of the published contract: clients are generated from them.

internal sealed record ParticipantView(string Id, int? Speaker, string Name)
{
    public static ParticipantView Of(Participant participant) =>
        new(participant.Id, participant.Speaker, participant.Name);
}

/// <param name="Speaker">Number of the voice, where it is known.</param>
internal sealed record CreateParticipant(string Name, int? Speaker = null);

/// <summary>What is left out stays; <c>speaker: null</c> takes the voice away.</summary>
internal sealed record UpdateParticipant
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    public string? Name { get; init; }

    public int? Speaker
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Whether the property was in the body, be it null.</summary>
    public bool Gives(string property) => _given.Contains(property);

    private T Give<T>(T value, [CallerMemberName] string property = "")
    {
        _given.Add(property);
        return value;
    }
}

internal enum SuggestionSource
{
    /// <summary>Was in the meeting.</summary>
    Meeting,

    /// <summary>Was invited to it.</summary>
    Calendar,

    /// <summary>Spoke in earlier transcripts of the room, or of the caller where there is no room.</summary>
    Earlier,
}

/// <param name="Email">For the owner of the transcript, where the calendar has it.</param>
internal sealed record NameSuggestion(string Name, SuggestionSource Source, string? Email);
