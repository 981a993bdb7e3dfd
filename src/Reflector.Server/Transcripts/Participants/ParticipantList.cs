using Reflector.Server.Http;
using Reflector.Server.Transcripts.Editing;

namespace Reflector.Server.Transcripts.Participants;

/// <summary>What participants have to keep to.</summary>
internal static class ParticipantList
{
    public const int NameLimit = 1000;
    private const int Limit = 1000;

    /// <summary>The name as it is stored.</summary>
    public static string Name(string field, string name)
    {
        TextRules.Check(field, name, NameLimit);
        return string.IsNullOrWhiteSpace(name)
            ? throw new ApiValidationException("string_too_short", ["body", field], "A name should not be blank")
            : name.Trim();
    }

    public static void CheckSpeaker(string field, int? speaker)
    {
        if (speaker < 0)
            throw new ApiValidationException(
                "greater_than_equal",
                ["body", field],
                "Input should be greater than or equal to 0",
                speaker
            );
    }

    public static Participant Add(EditSession session, string name, int? speaker)
    {
        var participant = new Participant(Guid.CreateVersion7().ToString(), speaker, name);
        if (session.Text.IsTaken(participant))
            throw ApiException.BadRequest("Speaker already assigned");
        if (session.Text.Participants.Count >= Limit)
            throw ApiException.BadRequest($"A transcript has at most {Limit} participants");
        session.Text.Add(participant);
        return participant;
    }

    /// <summary>Puts a whole list in place of the present one.</summary>
    public static EditDescription Write(EditSession session, IReadOnlyList<UpdateTranscriptParticipant?> list)
    {
        var text = session.Text;
        var participants = list.Select(Read).ToList();
        if (participants.Count > Limit)
            throw Invalid($"A transcript has at most {Limit} participants");
        if (participants.DistinctBy(participant => participant.Id).Count() < participants.Count)
            throw Invalid("Each participant should have an id of its own");
        if (text.Participants.SequenceEqual(participants))
            return new(EditKind.Participants, "");
        foreach (var before in text.Participants.ToList())
            text.Remove(before);
        participants.ForEach(text.Add);
        return new(EditKind.Participants, "Wrote the list of participants");
    }

    private static Participant Read(UpdateTranscriptParticipant? participant)
    {
        if (participant is null)
            throw Invalid("A participant should not be null");
        TextRules.Check("participants", participant.Name, NameLimit);
        TextRules.Check("participants", participant.Id, NameLimit);
        TextRules.Check("participants", participant.UserId, NameLimit);
        CheckSpeaker("participants", participant.Speaker);
        return new(
            participant.Id ?? Guid.CreateVersion7().ToString(),
            participant.Speaker,
            participant.Name,
            participant.UserId
        );
    }

    private static ApiValidationException Invalid(string message) =>
        new("value_error", ["body", "participants"], message);
}
