using System.ComponentModel;

namespace Reflector.Server.Transcripts.Editing;

/// <param name="First">Index in the topic of the first word to replace.</param>
/// <param name="Count">How many; 0 to insert before <c>first</c>.</param>
/// <param name="Text">The words in their place, with white space between them; empty to delete.</param>
/// <param name="TextVersion">Of the topic as the writer saw it; without it, as it is now.</param>
internal sealed record ReplaceWords(int First, int Count, string Text, int? TextVersion = null);

/// <summary>Gives words to a voice: to a number, a participant, or a new participant of that name.</summary>
/// <param name="First">Index in the topic of the first word.</param>
/// <param name="Count">How many; at least one.</param>
/// <param name="Speaker">Number of a voice, known or new.</param>
/// <param name="Participant">Id.</param>
/// <param name="Name">Of somebody new.</param>
/// <param name="TextVersion">Of the topic as the writer saw it; without it, as it is now.</param>
internal sealed record AssignWords(
    int First,
    int Count,
    int? Speaker = null,
    string? Participant = null,
    string? Name = null,
    int? TextVersion = null
);

/// <param name="TextVersion">Of the transcript.</param>
/// <param name="Edit">Null when nothing changed.</param>
/// <param name="Topic">As it is now, with what others wrote.</param>
internal sealed record EditedTopic(int TextVersion, TranscriptEditView? Edit, GetTranscriptTopicWithWords Topic);

/// <param name="TextVersion">Of the transcript.</param>
/// <param name="Edit">Null when nothing changed.</param>
/// <param name="Topics">Ids of those with other words than before.</param>
internal sealed record EditedTranscript(int TextVersion, TranscriptEditView? Edit, IReadOnlyList<string> Topics);

/// <param name="Version">Of the text, once the edit was made.</param>
/// <param name="Sentence">What was done.</param>
/// <param name="Author">As they were called then; null for the one user of a server without accounts.</param>
/// <param name="IsMine">Whether the caller made it.</param>
/// <param name="Undoes">Version of the edit that this one takes back.</param>
/// <param name="UndoneBy">Version of the edit that took this one back.</param>
/// <param name="BackTo">Version that it restored.</param>
/// <param name="CanUndo">Whether there is something to take back; later edits of the same words may still forbid it.</param>
internal sealed record TranscriptEditView(
    int Version,
    EditKind Kind,
    string Sentence,
    string? Author,
    bool IsMine,
    DateTimeOffset CreatedAt,
    int? Undoes,
    int? UndoneBy,
    int? BackTo,
    bool CanUndo
)
{
    public static TranscriptEditView Of(TranscriptEdit edit, string? callerId) =>
        new(
            edit.Version,
            edit.Kind,
            edit.Sentence,
            edit.AuthorName,
            edit.AuthorId is not null && edit.AuthorId == callerId,
            edit.CreatedAt,
            edit.Undoes,
            edit.UndoneBy,
            edit.BackTo,
            edit.UndoneBy is null && edit.Kind is not EditKind.Processed
        );
}

/// <summary>Somebody else edited the same words since the caller saw them; nothing was changed.</summary>
/// <param name="Detail">A sentence.</param>
/// <param name="TextVersion">Of the transcript.</param>
/// <param name="Edits">What was done to these words since, oldest first.</param>
/// <param name="First">Where they lie now.</param>
/// <param name="Count">How many they are now.</param>
internal sealed record EditConflict(
    string Detail,
    int TextVersion,
    IReadOnlyList<TranscriptEditView> Edits,
    int? First = null,
    int? Count = null
);

/// <param name="Speaker">Number of the voice.</param>
/// <param name="Participant">Id.</param>
/// <param name="TimestampFrom">Seconds.</param>
/// <param name="TimestampTo">Seconds; words that start then are meant as well.</param>
internal sealed record SpeakerAssignment(
    double TimestampFrom,
    double TimestampTo,
    int? Speaker = null,
    string? Participant = null
);

/// <param name="SpeakerFrom">Number of the voice that is given up.</param>
/// <param name="SpeakerTo">Number of the voice that takes its words.</param>
/// <param name="DropName">Where both have a participant: remove that of the first. Not in the original contract.</param>
internal sealed record SpeakerMerge(
    int SpeakerFrom,
    int SpeakerTo,
    [property: DefaultValue(false)] bool DropName = false
);

internal sealed record SpeakerAssignmentStatus(string Status)
{
    public static SpeakerAssignmentStatus Ok { get; } = new("ok");
}
