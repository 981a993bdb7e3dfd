using System.Text.Json;

namespace Reflector.Speech.OpenAi;

/// <summary>A piece of an answer that carries times; seconds from the start of what was sent.</summary>
internal sealed record TimedText(string Text, double Start, double End);

/// <summary>What a server answered, as far as it goes: words, else segments, else text alone.</summary>
internal sealed record TranscriptionAnswer(
    string Text,
    IReadOnlyList<TimedText> Words,
    IReadOnlyList<TimedText> Segments
)
{
    /// <summary>Servers differ: words lie at the top or in the segments, and a word is called <c>word</c> or <c>text</c>.</summary>
    /// <exception cref="SpeechException">The answer is neither JSON of a transcription nor plain text.</exception>
    public static TranscriptionAnswer Parse(string body, string? mediaType)
    {
        var trimmed = body.TrimStart();
        if (!trimmed.StartsWith('{'))
            return mediaType is null or "text/plain" ? new(body.Trim(), [], []) : throw NotUnderstood(null);
        try
        {
            using var document = JsonDocument.Parse(trimmed);
            var root = document.RootElement;
            var segments = Timed(root, "segments");
            var words = Timed(root, "words");
            if (
                words.Count == 0
                && root.TryGetProperty("segments", out var list)
                && list.ValueKind == JsonValueKind.Array
            )
                words = [.. list.EnumerateArray().SelectMany(segment => Timed(segment, "words"))];
            var text = TextOf(root) ?? (segments.Count > 0 ? string.Join(' ', segments.Select(s => s.Text)) : null);
            return new(text ?? throw NotUnderstood(null), words, segments);
        }
        catch (JsonException e)
        {
            throw NotUnderstood(e);
        }
    }

    private static List<TimedText> Timed(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            return [];
        var items = new List<TimedText>();
        foreach (var item in list.EnumerateArray())
        {
            if (TextOf(item)?.Trim() is not { Length: > 0 } text)
                continue;
            // One piece without times makes the times of the others useless: the order could not be kept.
            if (Number(item, "start") is not { } start || Number(item, "end") is not { } end)
                return [];
            items.Add(new(text, start, Math.Max(start, end)));
        }
        return items;
    }

    private static string? TextOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in new[] { "word", "text" })
        {
            if (item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }
        return null;
    }

    private static double? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static SpeechException NotUnderstood(Exception? inner) =>
        new("The transcription server gave an answer that is no transcription. Check TRANSCRIPT_URL.", inner);
}
