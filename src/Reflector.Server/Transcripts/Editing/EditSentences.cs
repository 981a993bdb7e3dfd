namespace Reflector.Server.Transcripts.Editing;

/// <summary>What an edit did, for the people who read the history.</summary>
internal static class EditSentences
{
    private const int QuoteLimit = 60;

    public static string Of(TextChange change) =>
        (change.Removed.Count, change.Added.Count) switch
        {
            (0, _) => $"Inserted {Quote(change.Added)}",
            (_, 0) => $"Deleted {Quote(change.Removed)}",
            _ => $"Changed {Quote(change.Removed)} to {Quote(change.Added)}",
        };

    public static string Assigned(int words, string name) =>
        words == 1 ? $"Gave 1 word to {Cut(name)}" : $"Gave {words} words to {Cut(name)}";

    public static string Merged(string from, string to) => $"Merged {Cut(from)} into {Cut(to)}";

    public static string Of(ParticipantChange change) =>
        change switch
        {
            { Before: null, After: { Speaker: { } speaker } added } => $"Named Speaker {speaker} {Cut(added.Name)}",
            { Before: null, After: { } added } => $"Added {Cut(added.Name)}",
            { Before: { } removed, After: null } => $"Removed {Cut(removed.Name)}",
            { Before: { } before, After: { } after } when before.Name != after.Name =>
                $"Renamed {Cut(before.Name)} to {Cut(after.Name)}",
            { After: { Speaker: { } speaker } after } => $"Named Speaker {speaker} {Cut(after.Name)}",
            _ => $"Took the voice from {Cut(change.After!.Name)}",
        };

    public static string Undone(TranscriptEdit edit, bool isRedone) =>
        isRedone ? $"Did again: {edit.Sentence}" : $"Took back: {edit.Sentence}";

    public static string RolledBack(int version) =>
        version == 0 ? "Went back to the text before all edits" : $"Went back to the text of edit {version}";

    private static string Quote(IReadOnlyList<Word> words) =>
        $"“{Cut(string.Join(' ', words.Take(QuoteLimit).Select(word => word.Text)))}”";

    private static string Cut(string text) =>
        text.Length <= QuoteLimit ? text
        : char.IsHighSurrogate(text[QuoteLimit - 1]) ? $"{text[..(QuoteLimit - 1)]}…"
        : $"{text[..QuoteLimit]}…";
}
