using Reflector.Server.Transcripts;
using Reflector.Speech.Diarization;

namespace Reflector.Server.Diarization;

/// <summary>Gives words the speakers of the turns in which they were said.</summary>
internal static class WordSpeakers
{
    /// <summary>
    /// Of turns that overlap the longer counts, and turns in which no word begins do not. A voice takes over only where a
    /// sentence has ended or another begins: turns are seldom exact to the word. Words behind the last turn belong to its
    /// voice. Voices are numbered in the order in which they speak.
    /// </summary>
    /// <param name="words">In order of their start.</param>
    public static IReadOnlyList<Word> Assign(IReadOnlyList<Word> words, IEnumerable<SpeakerTurn> turns)
    {
        var left = Merged(WithWords(WithoutOverlap(turns), words));
        if (left.Count == 0)
            return words;
        // Where a recogniser writes neither marks nor capitals, no sentence would ever end.
        var hasSentences = words.Any(word => EndsSentence(word) || BeginsSentence(word));
        var numbers = new Dictionary<int, int>();
        var assigned = new Word[words.Count];
        var at = 0;
        foreach (var turn in left)
        {
            var first = at;
            while (at < words.Count && words[at].Start < turn.End)
                Take(turn.Speaker);
            while (
                hasSentences
                && at > first
                && at < words.Count
                && !EndsSentence(words[at - 1])
                && !BeginsSentence(words[at])
            )
                Take(turn.Speaker);
        }
        while (at < words.Count)
            Take(left[^1].Speaker);
        return assigned;

        void Take(int voice)
        {
            if (!numbers.TryGetValue(voice, out var number))
                numbers[voice] = number = numbers.Count;
            assigned[at] = words[at] with { Speaker = number };
            at++;
        }
    }

    private static List<SpeakerTurn> WithoutOverlap(IEnumerable<SpeakerTurn> turns)
    {
        var kept = new List<SpeakerTurn>();
        foreach (var turn in turns.OrderBy(turn => turn.Start).ThenBy(turn => turn.End))
        {
            var keep = true;
            while (keep && kept.Count > 0 && turn.Start < kept[^1].End)
            {
                if (Length(turn) > Length(kept[^1]))
                    kept.RemoveAt(kept.Count - 1);
                else
                    keep = false;
            }
            if (keep)
                kept.Add(turn);
        }
        return kept;
    }

    private static List<SpeakerTurn> WithWords(List<SpeakerTurn> turns, IReadOnlyList<Word> words)
    {
        var kept = new List<SpeakerTurn>();
        var at = 0;
        foreach (var turn in turns)
        {
            while (at < words.Count && words[at].Start < turn.Start)
                at++;
            if (at < words.Count && words[at].Start < turn.End)
                kept.Add(turn);
        }
        return kept;
    }

    private static List<SpeakerTurn> Merged(List<SpeakerTurn> turns)
    {
        var merged = new List<SpeakerTurn>();
        foreach (var turn in turns)
        {
            if (merged.Count > 0 && merged[^1].Speaker == turn.Speaker)
                merged[^1] = merged[^1] with { End = turn.End };
            else
                merged.Add(turn);
        }
        return merged;
    }

    private static double Length(SpeakerTurn turn) => turn.End - turn.Start;

    private static bool EndsSentence(Word word) => word.Text.AsSpan().Trim() is [.., '.' or '?' or '!'];

    private static bool BeginsSentence(Word word) =>
        word.Text.AsSpan().Trim() is [var first, ..] && char.IsUpper(first);
}
